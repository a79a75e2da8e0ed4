package org.kentei.cases;

import java.util.List;

/**
 * A case that the rules decide otherwise than its author expects.
 *
 * @param line where the case begins in its file, counted from 1
 * @param firedRules the names of the rules that fired for it
 */
public record CaseFailure(
        String file, int line, String caseName, String expected, String actual, List<String> firedRules) {}
