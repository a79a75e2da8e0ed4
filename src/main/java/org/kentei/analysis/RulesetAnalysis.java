package org.kentei.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.cases.CaseReport;
import org.kentei.cases.UntriedDays;
import org.kentei.meaning.ExampleDay;
import org.kentei.meaning.RuleReach;
import org.kentei.meaning.RuleReach.Remark;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetText;
import org.kentei.vocabulary.Validity;

/** Runs all checks for probable mistakes in a ruleset. */
public final class RulesetAnalysis {

    private RulesetAnalysis() {}

    /**
     * All warnings, ordered by file and line.
     *
     * @param cases which rules and numbers the cases test
     * @param withExamples whether to search for candidates that show a warning, which takes some seconds
     */
    public static List<Warning> warnings(Ruleset ruleset, CaseReport cases, boolean withExamples) {
        List<Warning> warnings = new ArrayList<>(CoverageCheck.warnings(ruleset.vocabulary(), cases));
        UntriedDays.of(ruleset.text(), cases.files())
                .forEach(day ->
                        warnings.add(new Warning(WarningType.UNTRIED_DAY, day.file(), day.line(), day.reason(), null)));
        for (Validity period : ruleset.text().periods()) {
            LocalDate day = ExampleDay.of(period);
            RulesetText inForce = ruleset.text().on(day);
            List<Warning> ofPeriod = new ArrayList<>(SizeBandCheck.warnings(inForce.vocabulary(), inForce.rules()));
            ofPeriod.addAll(LowerSheetCheck.warnings(ruleset, day, withExamples));
            RuleReach.of(inForce).forEach(remark -> ofPeriod.add(warning(remark)));
            ofPeriod.stream()
                    .filter(warning -> warnings.stream().noneMatch(known -> known.isSameAs(warning)))
                    .forEach(warnings::add);
        }
        warnings.sort(Comparator.comparing(Warning::file).thenComparingInt(Warning::line));
        return warnings;
    }

    private static Warning warning(Remark remark) {
        WarningType kind = switch (remark.kind()) {
            case NEVER -> WarningType.NEVER_MET;
            case ALWAYS -> WarningType.ALWAYS_MET;
            case SUPERFLUOUS -> WarningType.SUPERFLUOUS_RULE;
        };
        return Warning.at(kind, remark.rule(), remark.words());
    }
}
