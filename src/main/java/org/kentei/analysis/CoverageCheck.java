package org.kentei.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.cases.CaseReport;
import org.kentei.cases.Coverage;
import org.kentei.cases.Coverage.BoundaryCoverage;
import org.kentei.cases.Coverage.RuleCoverage;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/** Finds rules and numbers that the cases do not test. */
final class CoverageCheck {

    private CoverageCheck() {}

    static List<Warning> warnings(Vocabulary vocabulary, CaseReport cases) {
        List<Warning> warnings = new ArrayList<>();
        Coverage coverage = cases.coverage();
        Set<String> withoutCases = withoutCases(vocabulary, cases, warnings);
        for (RuleCoverage one : coverage.rules()) {
            if (one.complete() || withoutCases.contains(sheetOf(one.rule()))) {
                continue;
            }
            warnings.add(Warning.at(
                    WarningType.UNTRIED_RULE,
                    one.rule(),
                    one.fired() == 0
                            ? "No case makes the rule `" + one.rule().name() + "` fire."
                            : "The rule `" + one.rule().name()
                                    + "` fires in every case; no case tests that it does not fire."));
        }
        for (BoundaryCoverage one : coverage.boundaries()) {
            if (!one.complete() && !withoutCases.contains(sheetOf(one.rule()))) {
                warnings.add(Warning.at(
                        WarningType.UNTRIED_NUMBER,
                        one.rule(),
                        "No case tests `"
                                + one.condition().text() + "` with "
                                + one.untested().stream().map(String::valueOf).collect(Collectors.joining(", with "))
                                + "."));
            }
        }
        return warnings;
    }

    /** The sheets that no case tries. One whose case file has mistakes is not warned of: the mistakes say what to do. */
    private static Set<String> withoutCases(Vocabulary vocabulary, CaseReport cases, List<Warning> warnings) {
        Set<String> withoutCases = new HashSet<>();
        for (Sheet sheet : vocabulary.sheets().toList()) {
            List<RuleCoverage> own = cases.coverage().rules().stream()
                    .filter(one -> sheetOf(one.rule()).equals(sheet.sheet()))
                    .toList();
            if (!own.isEmpty() && own.stream().allMatch(one -> one.fired() + one.notFired() == 0)) {
                withoutCases.add(sheet.sheet());
                String file = own.get(0).rule().file();
                String caseFile = RulesetFiles.casesBeside(file);
                if (cases.mistakes().stream().anyMatch(mistake -> mistake.file().equals(caseFile))) {
                    continue;
                }
                warnings.add(new Warning(
                        WarningType.UNTRIED_RULE,
                        file,
                        0,
                        "The sheet " + sheet.sheet() + " has no cases; write them in `" + sheet.sheet()
                                + RulesetFiles.CASES_SUFFIX + "` in the same folder.",
                        null));
            }
        }
        return withoutCases;
    }

    private static String sheetOf(RuleText rule) {
        return rule.sheet() == null ? "" : rule.sheet();
    }
}
