package org.kentei.cases;

import java.util.List;
import org.kentei.source.Mistake;

/**
 * A case whose verdict differs from the expected one, or that cannot be read.
 *
 * @param file the case's file relative to the rules folder
 * @param line where the case, or the mistake in it, is; counted from 1
 * @param caseName the case's name; empty for one that cannot be read
 * @param expected the expected verdict as text
 * @param actual the actual verdict as text
 * @param firedRules the names of the rules that fired for the case's sheet, and of the shared rules that fired
 */
public record CaseFailure(
        String file, int line, String caseName, String expected, String actual, List<String> firedRules) {

    static CaseFailure unreadable(Mistake mistake) {
        return new CaseFailure(
                mistake.file(), mistake.line(), "", "a case that can be read", mistake.reason(), List.of());
    }

    /** The failure as one sentence with its file and line. */
    public Mistake asMistake() {
        return new Mistake(
                file,
                line,
                caseName.isEmpty()
                        ? actual
                        : "The case `" + caseName + "` expects " + expected + "; the rules conclude " + actual + ".");
    }
}
