package org.kentei.live.gate;

import java.util.List;
import java.util.stream.Stream;
import org.kentei.source.Mistake;

/**
 * What the checks of a revision came to.
 *
 * @param mistakes why the rules were refused, at most {@value #MOST_MISTAKES}
 * @param failedCases the cases that the rules decide otherwise than expected, at most as many
 */
public record GateReport(List<Mistake> mistakes, List<Mistake> failedCases) {

    /** More than an author repairs between two saves. */
    static final int MOST_MISTAKES = 100;

    private static final int LONGEST_REASON = 1000;

    public GateReport {
        mistakes = bounded(mistakes);
        failedCases = bounded(failedCases);
    }

    static GateReport of(List<Mistake> mistakes) {
        return new GateReport(mistakes, List.of());
    }

    /** Whether the rules can decide, be it otherwise than their cases expect. */
    public boolean decides() {
        return mistakes.isEmpty();
    }

    /** A report of one mistake that does not belong to one file. */
    static GateReport ofRules(String reason) {
        return of(List.of(ofRulesAsWhole(reason)));
    }

    public static Mistake ofRulesAsWhole(String reason) {
        return new Mistake("rules", 0, reason);
    }

    private static List<Mistake> bounded(List<Mistake> mistakes) {
        Stream<Mistake> shortened = mistakes.stream()
                .map(mistake -> mistake.reason().length() <= LONGEST_REASON
                        ? mistake
                        : new Mistake(
                                mistake.file(), mistake.line(), mistake.reason().substring(0, LONGEST_REASON) + "…"));
        if (mistakes.size() <= MOST_MISTAKES) {
            return shortened.toList();
        }
        int unsaid = mistakes.size() - MOST_MISTAKES + 1;
        return Stream.concat(
                        shortened.limit(MOST_MISTAKES - 1L),
                        Stream.of(ofRulesAsWhole("There are " + unsaid + " mistakes more.")))
                .toList();
    }
}
