package org.kentei.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kentei.fact.Fact;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Sheet;

/** Runs the cases of a ruleset. */
public final class CaseRunner {

    private CaseRunner() {}

    /** The failed cases, and each mistake in a case file as a failure; empty if all cases pass. */
    public static List<CaseFailure> run(Ruleset ruleset) {
        CaseReport report = report(ruleset);
        return Stream.concat(report.mistakes().stream().map(CaseFailure::unreadable), report.failures().stream())
                .toList();
    }

    /** Runs all cases and collects failures, mistakes and coverage. */
    public static CaseReport report(Ruleset ruleset) {
        List<Mistake> mistakes = new ArrayList<>();
        List<CaseFile> files = read(ruleset, mistakes);
        List<CaseFailure> failures = new ArrayList<>();
        CoverageCollector coverage = new CoverageCollector(ruleset);
        for (CaseFile file : files) {
            for (Case one : file.cases()) {
                List<Fact> facts = new ArrayList<>();
                Verdict verdict = ruleset.decide(one.candidate(), facts::add);
                coverage.add(file.sheet(), one.candidate().asOf(), verdict, facts);
                Expectation actual = Expectation.of(verdict, file.sheet());
                if (!actual.equals(one.expectation())) {
                    failures.add(new CaseFailure(
                            file.file(),
                            one.line(),
                            one.name(),
                            one.expectation().words(),
                            actual.words(),
                            fired(verdict, file.sheet())));
                }
            }
        }
        return new CaseReport(files, List.copyOf(mistakes), failures, coverage.coverage());
    }

    /** The case files that can be read; mistakes are added to the list. */
    public static List<CaseFile> read(Ruleset ruleset, List<Mistake> mistakes) {
        List<CaseFile> files = new ArrayList<>();
        for (String file : ruleset.files().byName().keySet()) {
            if (file.endsWith(RulesetFiles.CASES_SUFFIX)) {
                CaseFile read = new CaseFileReader(ruleset.vocabulary(), file, mistakes)
                        .read(ruleset.files().text(file));
                if (read != null) {
                    files.add(read);
                }
            }
        }
        return files;
    }

    private static List<String> fired(Verdict verdict, Sheet sheet) {
        return verdict.firings().stream()
                .filter(firing -> firing.sheet() == null || firing.sheet().equals(sheet.sheet()))
                .map(Firing::rule)
                .distinct()
                .toList();
    }
}
