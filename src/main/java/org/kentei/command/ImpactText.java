package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.impact.ImpactSummary;
import org.kentei.impact.LevelChange;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.LevelText;

/** Prints the changes on a terminal. */
final class ImpactText {

    private static final int SHOWN_OF_REVISION = 12;

    private final PrintWriter out;

    ImpactText(PrintWriter out) {
        this.out = out;
    }

    void summary(Ruleset active, Ruleset draft, ImpactSummary summary) {
        out.println(TerminalText.count(summary.candidates(), "candidate") + " under " + shown(active) + " (active) and "
                + shown(draft) + " (draft).");
        if (active.revision().equals(draft.revision())) {
            out.println("The two folders have the same rules.");
        }
        out.printf(
                "  %,9d rise%n  %,9d fall%n  %,9d keep their level and change it in a field%n",
                summary.rise(), summary.fall(), summary.withinField());
        out.printf(
                "  %,9d unchanged%n",
                summary.candidates() - summary.rise() - summary.fall() - summary.withinField() - summary.refused());
        if (summary.refused() > 0) {
            out.printf("  %,9d refused, %,d of them only by the draft%n", summary.refused(), summary.refusedByDraft());
        }
        if (!summary.moves().isEmpty()) {
            out.println();
            out.println("Levels");
            summary.moves()
                    .forEach(move -> out.printf("  %4s -> %-4s %,9d%n", move.from(), move.to(), move.candidates()));
        }
        if (!summary.clauses().isEmpty()) {
            out.println();
            out.printf("%-48s %9s %9s%n", "Clauses that cause the change", "rise", "fall");
            summary.clauses().forEach(one -> out.printf("  %-46s %,9d %,9d%n", one.clause(), one.rises(), one.falls()));
        }
    }

    void table(List<LevelChange> changes, ImpactSummary summary) {
        if (changes.isEmpty()) {
            return;
        }
        out.println();
        out.println("The first " + TerminalText.count(changes.size(), "change"));
        out.printf("  %-24s %-22s %-12s %s%n", "candidate", "field", "level", "by");
        for (LevelChange change : changes) {
            out.printf(
                    "  %-24s %-22s %-12s %s%n",
                    cut(change.candidateId(), 24),
                    cut(change.specialtyField(), 22),
                    LevelText.number(change.before()) + " -> " + LevelText.number(change.after()),
                    change.clauses().isEmpty()
                            ? change.criteria().stream().map(Enum::name).collect(Collectors.joining(", "))
                            : String.join(", ", change.clauses()));
        }
    }

    void refused(List<NotCompared> refused, ImpactSummary summary) {
        if (refused.isEmpty()) {
            return;
        }
        out.println();
        out.println("Refused, the first " + refused.size() + " of " + String.format("%,d", summary.refused()));
        for (NotCompared one : refused) {
            TerminalText.wrapped(
                            one.where() + (one.byDraftOnly() ? " (only by the draft)" : "") + ": " + one.reason(), 2, 2)
                    .forEach(out::println);
        }
    }

    /** Names the command that shows the effect on candidates who are not recorded. */
    void whatElse(Path active, Path draft) {
        out.println();
        out.println("`kentei diff " + active + " " + draft
                + "` shows the effect of each changed clause, with the smallest candidate whose level differs.");
    }

    private static String shown(Ruleset ruleset) {
        return ruleset.revision().substring(0, SHOWN_OF_REVISION);
    }

    /** Removes control characters, which have effects on a terminal. */
    private static String cut(String text, int longest) {
        String safe = text.replaceAll("\\p{C}", "?");
        return safe.length() <= longest ? safe : safe.substring(0, longest - 1) + "…";
    }
}
