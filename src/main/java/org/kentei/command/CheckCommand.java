package org.kentei.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.analysis.RulesetAnalysis;
import org.kentei.analysis.Warning;
import org.kentei.cases.CaseReport;
import org.kentei.cases.CaseRunner;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.rulebook.Translations;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks rules for mistakes and warns about probable ones. */
@Command(
        name = "check",
        description = {
            "Checks rules: vocabulary, form, lint, and warnings about probable mistakes.",
            "Exit code: 0 if there are no mistakes, 1 if there are, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private RulesFolderArgument rules;

    @Option(names = "--strict", description = "Exit with 1 for warnings too.")
    private boolean strict;

    @ArgGroup
    private Output output = new Output();

    @Option(names = "--examples", description = "Show a candidate, as a case, for each warning that has one.")
    private boolean examples;

    @Option(names = "--watch", description = "Check again after each change of a file.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    private static final class Output {

        @Option(names = "--json", description = "Print mistakes and warnings as JSON; the same as --format json.")
        private boolean json;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "text, json or sarif (default: ${DEFAULT-VALUE}). Code forges read SARIF.")
        private CheckFormat format = CheckFormat.text;

        private CheckFormat format() {
            return json ? CheckFormat.json : format;
        }
    }

    private enum CheckFormat {
        text,
        json,
        sarif
    }

    private record CheckReport(String revision, List<Mistake> mistakes, List<Warning> warnings) {}

    @Override
    public Integer call() throws Exception {
        return watch ? FolderWatch.repeat(rules.folder(), spec.commandLine().getOut(), this::check) : check();
    }

    private int check() {
        RulesetFiles files = CommandFiles.rules(rules.folder());
        try (Ruleset ruleset = RulesetCompiler.compile(files)) {
            CaseReport cases = CaseRunner.report(ruleset);
            List<Mistake> mistakes = new ArrayList<>(cases.mistakes());
            ClauseCatalogue clauses = ClauseCatalogue.read(files, mistakes);
            mistakes.addAll(clauses.gaps(ruleset.text()));
            Translations.read(files, mistakes);
            List<Warning> warnings = new ArrayList<>();
            clauses.findings(ruleset.rules()).forEach(place -> warnings.add(Warning.ofClause(place)));
            warnings.addAll(RulesetAnalysis.warnings(ruleset, cases, examples || output.format() == CheckFormat.json));
            return report(files, ruleset, mistakes, warnings);
        } catch (InvalidRulesetException invalid) {
            return report(files, null, invalid.mistakes(), List.of());
        }
    }

    private int report(RulesetFiles files, @Nullable Ruleset ruleset, List<Mistake> mistakes, List<Warning> warnings) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.format() == CheckFormat.json) {
            out.println(CommandFiles.json(new CheckReport(files.revision(), mistakes, warnings)));
        } else if (output.format() == CheckFormat.sarif) {
            out.println(Sarif.log(rules.folder(), results(mistakes, warnings)));
        } else {
            mistakes.forEach(mistake -> out.println(CommandFiles.located(rules.folder(), mistake)));
            for (Warning warning : warnings) {
                out.println(CommandFiles.located(
                        rules.folder(), new Mistake(warning.file(), warning.line(), "warning: " + warning.reason())));
                if (examples && warning.example() != null) {
                    out.print(warning.example());
                }
            }
            String summary = ruleset == null
                    ? "The rules cannot be used: "
                    : ruleset.vocabulary().sheets().count() + " sheets, "
                            + ruleset.rules().size() + " rules, ";
            out.println(summary + TerminalText.count(mistakes.size(), "mistake") + ", "
                    + TerminalText.count(warnings.size(), "warning") + ". Revision " + files.revision() + ".");
        }
        return mistakes.isEmpty() && (warnings.isEmpty() || !strict) ? 0 : 1;
    }

    private static List<Sarif.SarifResult> results(List<Mistake> mistakes, List<Warning> warnings) {
        List<Sarif.SarifResult> results = new ArrayList<>();
        mistakes.forEach(
                one -> results.add(new Sarif.SarifResult("MISTAKE", true, one.file(), one.line(), one.reason())));
        warnings.forEach(one ->
                results.add(new Sarif.SarifResult(one.kind().name(), false, one.file(), one.line(), one.reason())));
        return results;
    }
}
