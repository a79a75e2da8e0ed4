package org.kentei.command;

import java.io.PrintWriter;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the cases of the rules. */
@Command(
        name = "test",
        description = {
            "Runs the cases of the rules, and reports which rules and numbers they test.",
            "Exit code: 0 if all pass, 1 if one fails or cannot be read, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Mixin
    private RulesFolderArgument rules;

    @ArgGroup
    private Output output = new Output();

    @Option(names = "--watch", description = "Run the cases again after each change of a file.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    private static final class Output {

        @Option(names = "--json", description = "Print the results as JSON; the same as --format json.")
        private boolean json;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "text, json or junit (default: ${DEFAULT-VALUE}). Build servers read JUnit XML.")
        private TestFormat format = TestFormat.text;

        private TestFormat format() {
            return json ? TestFormat.json : format;
        }
    }

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
        return watch ? FolderWatch.repeat(rules.folder(), spec.commandLine().getOut(), this::testOrReport) : test();
    }

    /** Watching continues while rules are half edited. */
    private int testOrReport() {
        try {
            return test();
        } catch (CommandException unusable) {
            spec.commandLine().getOut().println(unusable.getMessage());
            return 1;
        }
    }

    private int test() {
        try (Ruleset ruleset = CommandFiles.ruleset(rules.folder())) {
            CaseReport report = CaseRunner.report(ruleset);
            PrintWriter out = spec.commandLine().getOut();
            if (output.format() == TestFormat.junit) {
                out.print(JunitReport.of(rules.folder(), report));
            } else if (output.format() == TestFormat.json) {
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
        report.mistakes().forEach(mistake -> out.println(CommandFiles.located(rules.folder(), mistake)));
        for (CaseFailure failure : report.failures()) {
            out.println(CommandFiles.located(
                    rules.folder(),
                    new Mistake(failure.file(), failure.line(), "The case `" + failure.caseName() + "` fails.")));
            out.println("    expected: " + failure.expected());
            out.println("    actual:   " + failure.actual());
            out.println("    fired:");
            failure.firedRules().forEach(rule -> out.println("      " + rule));
        }
        for (UntestedItem one : untried(report.coverage())) {
            out.println(CommandFiles.located(
                    rules.folder(), new Mistake(one.file(), one.line(), "not tested: " + one.what())));
        }
        out.println(TerminalText.count(report.cases(), "case") + ", "
                + TerminalText.count(report.failures().size(), "failure")
                + (report.mistakes().isEmpty()
                        ? ""
                        : ", " + TerminalText.count(report.mistakes().size(), "mistake")) + ".");
        out.println("Rules that fire in at least one case and do not fire in at least one: "
                + rules(report.coverage()).words() + ".");
        out.println("Numbers tested at, just below and just above their value: "
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
