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

/** Puts all questions about their sense to the rules of a ruleset. */
public final class RulesetAnalysis {

    private RulesetAnalysis() {}

    /**
     * Everything found, in the order of files and lines.
     *
     * @param coverage what the ruleset's cases try
     * @param withExamples whether candidates are searched that show a finding, which takes a while
     */
    public static List<Warning> findings(Ruleset ruleset, Coverage coverage, boolean withExamples) {
        Vocabulary vocabulary = ruleset.vocabulary();
        List<RuleText> rules = ruleset.rules();
        List<Warning> findings = new ArrayList<>();
        findings.addAll(CoverageCheck.findings(vocabulary, coverage));
        findings.addAll(SizeBandCheck.findings(vocabulary, rules));
        findings.addAll(LowerSheetCheck.findings(ruleset, withExamples));
        RuleReach.of(ruleset.text()).forEach(remark -> findings.add(finding(remark)));
        findings.sort(Comparator.comparing((Warning finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()));
        return findings;
    }

    private static Warning finding(Remark remark) {
        WarningType kind = switch (remark.kind()) {
            case NEVER -> WarningType.NEVER_MET;
            case ALWAYS -> WarningType.ALWAYS_MET;
            case SUPERFLUOUS -> WarningType.SUPERFLUOUS_RULE;
        };
        return Warning.at(kind, remark.rule(), remark.words());
    }
}
