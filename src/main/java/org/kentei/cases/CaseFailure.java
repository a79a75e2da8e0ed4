package org.kentei.cases;

import java.util.List;
import org.kentei.source.Mistake;

/**
 * A case that the rules do not decide as it expects, or that cannot be read.
 *
 * @param file the case's file relative to the rules folder
 * @param line where the case, or the mistake in it, stands; counted from 1
 * @param caseName what the case is called; empty for one that cannot be read
 * @param expected what the case expects, in words
 * @param actual what came, in words
 * @param firedRules the names of the rules that fired for the case's sheet and of those that belong to no sheet
 */
public record CaseFailure(
        String file, int line, String caseName, String expected, String actual, List<String> firedRules) {

    static CaseFailure unreadable(Mistake mistake) {
        return new CaseFailure(
                mistake.file(), mistake.line(), "", "a case that can be read", mistake.reason(), List.of());
    }

    /** The failure in one sentence, at its place. */
    public Mistake asMistake() {
        return new Mistake(
                file,
                line,
                caseName.isEmpty()
                        ? actual
                        : "The case `" + caseName + "` expects " + expected + "; the rules conclude " + actual + ".");
    }
}
