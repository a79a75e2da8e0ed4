package org.kentei.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.cases.Coverage;
import org.kentei.meaning.RuleReach;
import org.kentei.meaning.RuleReach.Remark;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.vocabulary.Vocabulary;

/** Runs all checks for probable mistakes in a ruleset. */
public final class RulesetAnalysis {

    private RulesetAnalysis() {}

    /**
     * All warnings, ordered by file and line.
     *
     * @param coverage which rules and numbers the cases test
     * @param withExamples whether to search for candidates that show a warning, which takes some seconds
     */
    public static List<Warning> warnings(Ruleset ruleset, Coverage coverage, boolean withExamples) {
        Vocabulary vocabulary = ruleset.vocabulary();
        List<RuleText> rules = ruleset.rules();
        List<Warning> warnings = new ArrayList<>();
        warnings.addAll(CoverageCheck.warnings(vocabulary, coverage));
        warnings.addAll(SizeBandCheck.warnings(vocabulary, rules));
        warnings.addAll(LowerSheetCheck.warnings(ruleset, withExamples));
        RuleReach.of(ruleset.text()).forEach(remark -> warnings.add(warning(remark)));
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
