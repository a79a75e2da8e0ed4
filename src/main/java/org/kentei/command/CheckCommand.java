package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.cases.CaseReport;
import org.kentei.cases.CaseRunner;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.sense.Finding;
import org.kentei.sense.RulesetSense;
import org.kentei.vocabulary.Mistake;
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

    @Option(names = "--json", description = "Write the findings as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record Warning(String kind, String file, int line, String reason) {

        static Warning ofClause(Mistake place) {
            return new Warning("CLAUSE_AND_RULE_APART", place.file(), place.line(), place.reason());
        }

        static Warning of(Finding finding) {
            Mistake place = finding.place();
            return new Warning(finding.kind().name(), place.file(), place.line(), place.reason());
        }
    }

    private record Report(String revision, List<Mistake> mistakes, List<Warning> warnings) {}

    @Override
    public Integer call() {
        RulesetFiles files = DeskFiles.rules(folder);
        try (Ruleset ruleset = RulesetCompiler.compile(files)) {
            CaseReport cases = CaseRunner.report(ruleset);
            List<Mistake> mistakes = new ArrayList<>(cases.mistakes());
            ClauseCatalogue clauses = ClauseCatalogue.read(files, mistakes);
            List<Warning> warnings = new ArrayList<>();
            clauses.findings(ruleset.rules()).forEach(place -> warnings.add(Warning.ofClause(place)));
            RulesetSense.findings(ruleset.vocabulary(), ruleset.rules(), cases.coverage())
                    .forEach(finding -> warnings.add(Warning.of(finding)));
            return report(files, ruleset, mistakes, warnings);
        } catch (InvalidRulesetException invalid) {
            return report(files, null, invalid.mistakes(), List.of());
        }
    }

    private int report(RulesetFiles files, @Nullable Ruleset ruleset, List<Mistake> mistakes, List<Warning> warnings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DeskFiles.json(new Report(files.revision(), mistakes, warnings)));
        } else {
            mistakes.forEach(mistake -> out.println(DeskFiles.located(folder, mistake)));
            warnings.forEach(warning -> out.println(DeskFiles.located(
                    folder, new Mistake(warning.file(), warning.line(), "warning: " + warning.reason()))));
            String rules = ruleset == null
                    ? "The rules cannot be used: "
                    : ruleset.vocabulary().sheets().count() + " sheets, "
                            + ruleset.rules().size() + " rules, ";
            out.println(rules + Wording.count(mistakes.size(), "mistake") + ", "
                    + Wording.count(warnings.size(), "warning") + ". Revision " + files.revision() + ".");
        }
        return mistakes.isEmpty() && (warnings.isEmpty() || !strict) ? 0 : 1;
    }
}
