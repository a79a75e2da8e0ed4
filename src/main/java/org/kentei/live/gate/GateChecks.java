package org.kentei.live.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.cases.CaseFailure;
import org.kentei.cases.CaseFile;
import org.kentei.cases.CaseReport;
import org.kentei.cases.CaseRunner;
import org.kentei.cases.UntriedDays;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.rulebook.Translations;
import org.kentei.ruleset.EvaluationLimitException;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** The checks themselves, as the process does them that the service starts for a revision. */
public final class GateChecks {

    /** Long, since nothing is warm yet and the machine may be busy; the gate's own limit of time ends it as well. */
    public static final Duration FOR_THE_EXAMPLE = Duration.ofSeconds(30);

    private GateChecks() {}

    /**
     * Checks the rules below the folder and leaves the report there.
     *
     * @param folder made by the service: the rules are in it, in a folder {@code rules}
     * @return a line that binds the report; to be printed, for the service to read
     */
    public static String run(Path folder) throws IOException {
        GateFolder shared = new GateFolder(folder);
        shared.write(report(shared));
        return shared.seal();
    }

    private static GateReport report(GateFolder folder) throws IOException {
        try (Ruleset ruleset = RulesetCompiler.compile(RulesetFiles.read(folder.rules()))) {
            List<Mistake> mistakes = new ArrayList<>();
            mistakes.addAll(ClauseCatalogue.read(ruleset.files(), mistakes).gaps(ruleset.text()));
            Translations.read(ruleset.files(), mistakes);
            decideExample(ruleset);
            CaseReport cases = CaseRunner.report(ruleset);
            List<Mistake> failed = new ArrayList<>(cases.mistakes());
            cases.failures().forEach(failure -> failed.add(mistake(failure)));
            failed.addAll(sheetsWithoutCase(ruleset, cases.files()));
            failed.addAll(UntriedDays.of(ruleset.text(), cases.files()));
            return new GateReport(mistakes, failed);
        } catch (InvalidRulesetException invalid) {
            return GateReport.of(invalid.mistakes());
        } catch (EvaluationLimitException endless) {
            return GateReport.ofRules("The rules do not terminate for the example candidate.");
        } catch (StackOverflowError nested) {
            return GateReport.ofRules("The rules are nested too deeply to be compiled.");
        }
    }

    /** Without this, whoever takes the cases away takes the gate away. */
    private static List<Mistake> sheetsWithoutCase(Ruleset ruleset, List<CaseFile> files) {
        Set<String> tried = files.stream()
                .filter(file -> !file.cases().isEmpty())
                .map(file -> file.sheet().sheet())
                .collect(Collectors.toSet());
        return ruleset.rules().stream()
                .filter(rule -> rule.sheet() != null && tried.add(rule.sheet()))
                .map(rule -> new Mistake(
                        rule.file(),
                        0,
                        "No case tries the sheet. Write one into the file `" + rule.sheet()
                                + ".cases.yaml` beside it."))
                .toList();
    }

    /** Rules without a case are run once at least. */
    private static void decideExample(Ruleset ruleset) {
        try {
            CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC());
            ruleset.decide(reader.read(ExampleCandidate.json()), FOR_THE_EXAMPLE);
        } catch (InvalidCandidateException ofAnotherVocabulary) {
            // rules of another making may not know the example's codes
        }
    }

    private static Mistake mistake(CaseFailure failure) {
        String fired = String.join(
                "; ",
                Stream.concat(
                                failure.firedRules().stream().limit(5),
                                failure.firedRules().size() > 5 ? Stream.of("…") : Stream.empty())
                        .toList());
        return new Mistake(
                failure.file(),
                failure.line(),
                "The case `" + failure.caseName() + "` expects "
                        + failure.expected() + ", and the rules say " + failure.actual()
                        + (fired.isEmpty() ? "; no rule fired." : "; fired: " + fired + "."));
    }
}
