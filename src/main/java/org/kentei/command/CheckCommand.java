package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.analysis.RulesetAnalysis;
import org.kentei.analysis.Warning;
import org.kentei.cases.CaseReport;
import org.kentei.cases.CaseRunner;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether rules can be used, and what about them their author should look at. */
@Command(
        name = "check",
        description = {
            "Checks rules: vocabulary, form, house rules, compilation, and whether they make sense together.",
            "Ends with 0 when they can be used, 1 when they cannot, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "rules",
            description = "The folder of the rules (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--strict", description = "End with 1 for warnings too.")
    private boolean strict;

    @Option(names = "--json", description = "Write the findings as JSON; the same as --format json.")
    private boolean json;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or sarif (default: ${DEFAULT-VALUE}). SARIF is what code forges read.")
    private CheckFormat format;

    @Option(
            names = "--examples",
            description = "Show for a warning the candidate who proves it, as a case, where there is one.")
    private boolean examples;

    @Option(names = "--watch", description = "Check again whenever a file changes.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    private enum CheckFormat {
        text,
        json,
        sarif
    }

    private record WarningEntry(
            String kind,
            String file,
            int line,
            String reason,
            @Nullable String example) {

        static WarningEntry ofClause(Mistake place) {
            return new WarningEntry("CLAUSE_AND_RULE_APART", place.file(), place.line(), place.reason(), null);
        }

        static WarningEntry of(Warning finding) {
            Mistake place = finding.place();
            return new WarningEntry(
                    finding.kind().name(), place.file(), place.line(), place.reason(), finding.example());
        }
    }

    private record CheckReport(String revision, List<Mistake> mistakes, List<WarningEntry> warnings) {}

    @Override
    public Integer call() throws Exception {
        return watch ? FolderWatch.repeat(folder, spec.commandLine().getOut(), this::check) : check();
    }

    private int check() {
        RulesetFiles files = CommandFiles.rules(folder);
        try (Ruleset ruleset = RulesetCompiler.compile(files)) {
            CaseReport cases = CaseRunner.report(ruleset);
            List<Mistake> mistakes = new ArrayList<>(cases.mistakes());
            ClauseCatalogue clauses = ClauseCatalogue.read(files, mistakes);
            List<WarningEntry> warnings = new ArrayList<>();
            clauses.findings(ruleset.rules()).forEach(place -> warnings.add(WarningEntry.ofClause(place)));
            RulesetAnalysis.findings(ruleset, cases.coverage(), examples || json || format == CheckFormat.json)
                    .forEach(finding -> warnings.add(WarningEntry.of(finding)));
            return report(files, ruleset, mistakes, warnings);
        } catch (InvalidRulesetException invalid) {
            return report(files, null, invalid.mistakes(), List.of());
        }
    }

    private int report(
            RulesetFiles files, @Nullable Ruleset ruleset, List<Mistake> mistakes, List<WarningEntry> warnings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json || format == CheckFormat.json) {
            out.println(CommandFiles.json(new CheckReport(files.revision(), mistakes, warnings)));
        } else if (format == CheckFormat.sarif) {
            out.println(Sarif.log(folder, results(mistakes, warnings)));
        } else {
            mistakes.forEach(mistake -> out.println(CommandFiles.located(folder, mistake)));
            for (WarningEntry warning : warnings) {
                out.println(CommandFiles.located(
                        folder, new Mistake(warning.file(), warning.line(), "warning: " + warning.reason())));
                if (examples && warning.example() != null) {
                    out.print(warning.example());
                }
            }
            String rules = ruleset == null
                    ? "The rules cannot be used: "
                    : ruleset.vocabulary().sheets().count() + " sheets, "
                            + ruleset.rules().size() + " rules, ";
            out.println(rules + TerminalText.count(mistakes.size(), "mistake") + ", "
                    + TerminalText.count(warnings.size(), "warning") + ". Revision " + files.revision() + ".");
        }
        return mistakes.isEmpty() && (warnings.isEmpty() || !strict) ? 0 : 1;
    }

    private static List<Sarif.SarifResult> results(List<Mistake> mistakes, List<WarningEntry> warnings) {
        List<Sarif.SarifResult> results = new ArrayList<>();
        mistakes.forEach(
                one -> results.add(new Sarif.SarifResult("MISTAKE", true, one.file(), one.line(), one.reason())));
        warnings.forEach(
                one -> results.add(new Sarif.SarifResult(one.kind(), false, one.file(), one.line(), one.reason())));
        return results;
    }
}
