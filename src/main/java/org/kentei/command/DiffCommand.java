package org.kentei.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.ClauseMeaning;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.Counterexample;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the effects of an edit of the rules, with candidates as examples. */
@Command(
        name = "diff",
        description = {
            "Describes the clauses that differ between two rulesets. For each it shows the smallest candidate whose"
                    + " level rises and the smallest one whose level falls, as cases to paste.",
            "Exit code: 0 if no candidate's level can differ and nobody is refused who was decided before, 1 if that"
                    + " can or may be, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "A rules folder, or a revision in the record (at least its first 8 characters).")
    private String old;

    @Parameters(index = "1", paramLabel = "NEW", description = "A rules folder, or a revision in the record.")
    private String now;

    @Option(names = "--json", description = "Print the changes and the candidates as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Ruleset before = Revisions.ruleset(old);
                Ruleset after = Revisions.ruleset(now)) {
            EditMeaning meaning = EditMeaning.of(before, after, SearchBounds.USUAL);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(CommandFiles.json(meaning));
            } else {
                print(out, meaning);
            }
            return meaning.changesNoLevel() ? 0 : 1;
        }
    }

    private static void print(PrintWriter out, EditMeaning meaning) {
        for (ClauseMeaning clause : meaning.clauses()) {
            out.println(clause.subject() + "  " + clause.file() + (clause.line() > 0 ? ":" + clause.line() : ""));
            if (!clause.days().isAlways()) {
                out.println("  As of days " + clause.days().words() + ":");
            }
            clause.words().forEach(words -> TerminalText.wrapped(words, 2, 0).forEach(out::println));
            if (clause.changesNoLevel()) {
                out.println("  No candidate's level can differ by this change.");
            } else {
                print(out, clause, "rise", clause.rises(), clause.risingCandidate());
                print(out, clause, "fall", clause.falls(), clause.fallingCandidate());
                printSheetOnly(out, clause.sheetOnly());
            }
            out.println();
        }
        if (!meaning.decidingNothing().isEmpty()) {
            out.println("Differences that decide nothing:");
            meaning.decidingNothing()
                    .forEach(words -> TerminalText.wrapped(words, 2, 2).forEach(out::println));
            out.println();
        }
        out.println((meaning.clauses().isEmpty()
                        ? "Nothing that decides differs"
                        : TerminalText.count(meaning.clauses().size(), "change"))
                + " from revision " + shown(meaning.from()) + " to " + shown(meaning.to()) + ". "
                + (meaning.changesNoLevel()
                        ? "No candidate's level can differ."
                        : "Run `kentei impact` to see which recorded candidates change."));
    }

    private static void print(
            PrintWriter out, ClauseMeaning clause, String verb, Possible possible, @Nullable Counterexample candidate) {
        if (possible == Possible.NO) {
            out.println("  No candidate can " + verb + " by it.");
        } else if (candidate == null) {
            out.println("  No candidate found who would " + verb + ", among "
                    + TerminalText.count(clause.candidates(), "candidate") + " tried"
                    + (clause.stopped() ? " until the search reached its limit" : "") + ". This is not a proof.");
        } else {
            out.println("  The smallest candidate found to " + verb + ": " + candidate.words() + " in "
                    + candidate.specialtyField()
                    + (candidate.caseText() == null
                            ? "."
                            : ". As a case for " + candidate.sheet() + RulesetFiles.CASES_SUFFIX + ":"));
            out.println();
            out.print(candidate.caseText() == null ? CommandFiles.json(candidate.candidate()) : candidate.caseText());
            out.println();
        }
    }

    private static void printSheetOnly(PrintWriter out, @Nullable Counterexample candidate) {
        if (candidate != null) {
            out.println("  But the sheet " + candidate.sheet()
                    + " is met under only one revision by this candidate, whose level stays the same:");
            out.println();
            out.print(candidate.caseText() == null ? CommandFiles.json(candidate.candidate()) : candidate.caseText());
            out.println();
        }
    }

    private static String shown(String revision) {
        return revision.substring(0, 12);
    }
}
