package org.kentei.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.kentei.candidate.Candidate;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.Evidence;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.FiredRule;
import org.kentei.verdict.LevelText;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Validity;
import picocli.CommandLine.Help.Ansi;

/** Prints a verdict on a terminal. */
final class VerdictText {

    private static final int MOST_EVIDENCE = 12;

    private final PrintWriter out;
    private final Ruleset ruleset;
    private final ShortfallSentence sentences;

    VerdictText(PrintWriter out, Ruleset ruleset) {
        this.out = out;
        this.ruleset = ruleset;
        this.sentences = new ShortfallSentence(new Labels(ruleset.vocabulary(), Language.EN), Language.EN);
    }

    void levels(Candidate candidate, Verdict verdict) {
        out.println("Candidate " + candidate.candidateId() + " as of " + candidate.asOf()
                + (candidate.asOfZone() == null ? "" : " (today in " + candidate.asOfZone() + ")") + ": "
                + Ansi.AUTO.string("@|bold " + LevelText.phrase(verdict.certifiedLevel()) + "|@"));
        for (FieldVerdict field : verdict.fields()) {
            out.printf("  %-24s %s%n", field.specialtyField(), LevelText.phrase(field.certifiedLevel()));
        }
        if (verdict.noSheetInForce()) {
            out.println("  No sheet is in force on " + candidate.asOf() + ", so nothing is decided.");
        }
        if (verdict.examination() != null) {
            out.println("  Examination " + verdict.examination().code() + " shows the minimum capability of level "
                    + verdict.examination().level() + "; it certifies no level.");
        }
        out.println("  Decided by the rules " + ruleset.revision() + ".");
    }

    void nextLevel(Candidate candidate, FieldVerdict field) {
        NextLevel next = field.nextLevel();
        if (next == null) {
            return;
        }
        if (!statesAnything(candidate, field.specialtyField())) {
            out.println();
            out.println("The candidate states no projects or specialties in " + field.specialtyField() + ".");
            return;
        }
        heading("What is missing for " + next.sheet() + ", level " + next.level() + " of " + field.specialtyField());
        next.shortfalls().stream().map(Shortfall::criterion).distinct().forEach(criterion -> {
            List<Shortfall> of = next.shortfalls().stream()
                    .filter(one -> one.criterion() == criterion)
                    .toList();
            List<Integer> ways =
                    of.stream().map(Shortfall::alternative).distinct().toList();
            for (Integer way : ways) {
                if (ways.size() > 1) {
                    out.println("  " + next.sheet() + " " + criterion + ", "
                            + (way.equals(ways.get(0)) ? "either" : "or") + ":");
                }
                String start = ways.size() > 1 ? "" : next.sheet() + " " + criterion + ": ";
                of.stream()
                        .filter(one -> way.equals(one.alternative()))
                        .forEach(one -> TerminalText.wrapped(
                                        start + sentences.of(one) + " (" + one.clause() + ")",
                                        ways.size() > 1 ? 6 : 2,
                                        4)
                                .forEach(out::println));
            }
        });
    }

    private static boolean statesAnything(Candidate candidate, String field) {
        return candidate.projects().stream()
                        .anyMatch(project -> project.specialtyField().equals(field))
                || candidate.specialties().stream()
                        .anyMatch(specialty -> specialty.specialtyField().equals(field));
    }

    void sheet(SheetVerdict sheet) {
        if (sheet.notInForce() != null) {
            heading("Sheet " + sheet.sheet() + ", level " + sheet.level() + ": not in force");
            out.println("  It is in force "
                    + new Validity(sheet.notInForce().from(), sheet.notInForce().until()).words() + ".");
            return;
        }
        heading("Sheet " + sheet.sheet() + ", level " + sheet.level() + ": " + (sheet.met() ? "met" : "not met"));
        for (CriterionVerdict criterion : sheet.criteria()) {
            String status = switch (criterion.status()) {
                case MET -> Ansi.AUTO.string("@|green met|@");
                case NOT_MET -> Ansi.AUTO.string("@|red not met|@");
                case NOT_APPLICABLE -> "not required";
            };
            out.printf("  %-17s %s%n", criterion.criterion(), status);
            if (criterion.status() == Status.NOT_APPLICABLE) {
                continue;
            }
            evidence(criterion.evidence());
            for (FiredRule fired : criterion.rules()) {
                RuleText rule = ruleset.rule(fired.rule());
                TerminalText.wrapped(fired.clause() + ": " + (rule == null ? fired.rule() : rule.paraphrase()), 6, 2)
                        .forEach(out::println);
            }
        }
    }

    private void evidence(List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        String listed = evidence.stream()
                .limit(MOST_EVIDENCE)
                .map(one -> one.entry().word() + " " + one.id())
                .collect(Collectors.joining(", "));
        int more = evidence.size() - MOST_EVIDENCE;
        TerminalText.wrapped("by " + listed + (more > 0 ? " and " + more + " more" : ""), 6, 3)
                .forEach(out::println);
    }

    private void heading(String words) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold " + words + "|@"));
    }
}
