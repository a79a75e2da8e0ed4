package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kentei.cases.CaseFailure;
import org.kentei.cases.CaseReport;
import org.kentei.cases.CaseRunner;
import org.kentei.cases.Coverage;
import org.kentei.cases.Coverage.BoundaryCoverage;
import org.kentei.cases.Coverage.RuleCoverage;
import org.kentei.ruleset.Ruleset;
import org.kentei.source.Mistake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the cases beside the rules. */
@Command(
        name = "test",
        description = {
            "Runs the cases that stand beside the rules, and tells which rules and numbers they try.",
            "Ends with 0 when all pass, 1 when one fails or cannot be read, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "rules",
            description = "The folder of the rules (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--json", description = "Write what came of the cases as JSON; the same as --format json.")
    private boolean json;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or junit (default: ${DEFAULT-VALUE}). JUnit XML is what build servers read.")
    private TestFormat format;

    @Option(names = "--watch", description = "Run the cases again whenever a file changes.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    private enum TestFormat {
        text,
        json,
        junit
    }

    private record TestReport(
            String revision,
            int cases,
            List<Mistake> mistakes,
            List<CaseFailure> failures,
            CoverageCount rules,
            CoverageCount boundaries,
            List<UntestedItem> untried) {}

    private record CoverageCount(long tried, long of) {

        String words() {
            return tried + " of " + of + (of == 0 ? "" : " (" + 100 * tried / of + " %)");
        }
    }

    private record UntestedItem(String rule, String file, int line, String what) {}

    @Override
    public Integer call() throws Exception {
        return watch ? FolderWatch.repeat(folder, spec.commandLine().getOut(), this::testOrSayWhyNot) : test();
    }

    /** Half-edited rules are no reason to end a watch. */
    private int testOrSayWhyNot() {
        try {
            return test();
        } catch (CommandException unusable) {
            spec.commandLine().getOut().println(unusable.getMessage());
            return 1;
        }
    }

    private int test() {
        try (Ruleset ruleset = CommandFiles.ruleset(folder)) {
            CaseReport report = CaseRunner.report(ruleset);
            PrintWriter out = spec.commandLine().getOut();
            if (format == TestFormat.junit) {
                out.print(JunitReport.of(folder, report));
            } else if (json || format == TestFormat.json) {
                out.println(CommandFiles.json(new TestReport(
                        ruleset.revision(),
                        report.cases(),
                        report.mistakes(),
                        report.failures(),
                        rules(report.coverage()),
                        boundaries(report.coverage()),
                        untried(report.coverage()))));
            } else {
                print(out, report);
            }
            return report.mistakes().isEmpty() && report.failures().isEmpty() ? 0 : 1;
        }
    }

    private void print(PrintWriter out, CaseReport report) {
        report.mistakes().forEach(mistake -> out.println(CommandFiles.located(folder, mistake)));
        for (CaseFailure failure : report.failures()) {
            out.println(CommandFiles.located(
                    folder,
                    new Mistake(failure.file(), failure.line(), "The case `" + failure.caseName() + "` fails.")));
            out.println("    expected: " + failure.expected());
            out.println("    came:     " + failure.actual());
            out.println("    fired:");
            failure.firedRules().forEach(rule -> out.println("      " + rule));
        }
        for (UntestedItem one : untried(report.coverage())) {
            out.println(CommandFiles.located(folder, new Mistake(one.file(), one.line(), "untried: " + one.what())));
        }
        out.println(TerminalText.count(report.cases(), "case") + ", "
                + TerminalText.count(report.failures().size(), "failure")
                + (report.mistakes().isEmpty()
                        ? ""
                        : ", " + TerminalText.count(report.mistakes().size(), "mistake")) + ".");
        out.println("Rules that fire in some case and not in some other: "
                + rules(report.coverage()).words() + ".");
        out.println("Numbers tried at, just below and just above: "
                + boundaries(report.coverage()).words() + ".");
    }

    private static CoverageCount rules(Coverage coverage) {
        return new CoverageCount(
                coverage.rules().stream().filter(RuleCoverage::complete).count(),
                coverage.rules().size());
    }

    private static CoverageCount boundaries(Coverage coverage) {
        return new CoverageCount(
                coverage.boundaries().stream()
                        .filter(BoundaryCoverage::complete)
                        .count(),
                coverage.boundaries().size());
    }

    private static List<UntestedItem> untried(Coverage coverage) {
        List<UntestedItem> untried = new ArrayList<>();
        coverage.rules().stream()
                .filter(one -> !one.complete())
                .forEach(one -> untried.add(new UntestedItem(
                        one.rule().name(),
                        one.rule().file(),
                        one.rule().line(),
                        "`" + one.rule().name() + "` " + (one.fired() == 0 ? "never fires." : "always fires."))));
        coverage.boundaries().stream()
                .filter(one -> !one.complete())
                .forEach(one -> untried.add(new UntestedItem(
                        one.rule().name(),
                        one.rule().file(),
                        one.rule().line(),
                        "`" + one.condition().text() + "` with " + one.untested() + ".")));
        return untried;
    }
}
