package org.kentei.sense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.cases.Coverage;
import org.kentei.meaning.RuleReach;
import org.kentei.meaning.RuleReach.Remark;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.Ruleset;
import org.kentei.sense.Finding.Kind;
import org.kentei.vocabulary.Vocabulary;

/** Puts all questions about their sense to the rules of a ruleset. */
public final class RulesetSense {

    private RulesetSense() {}

    /**
     * Everything found, in the order of files and lines.
     *
     * @param coverage what the ruleset's cases try
     * @param withExamples whether candidates are searched that show a finding, which takes a while
     */
    public static List<Finding> findings(Ruleset ruleset, Coverage coverage, boolean withExamples) {
        Vocabulary vocabulary = ruleset.vocabulary();
        List<RuleText> rules = ruleset.rules();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(UntriedRules.findings(vocabulary, coverage));
        findings.addAll(SizeBands.findings(vocabulary, rules));
        findings.addAll(LowerSheets.findings(ruleset, withExamples));
        RuleReach.of(ruleset.text()).forEach(remark -> findings.add(finding(remark)));
        findings.sort(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()));
        return findings;
    }

    private static Finding finding(Remark remark) {
        Kind kind = switch (remark.kind()) {
            case NEVER -> Kind.NEVER_MET;
            case ALWAYS -> Kind.ALWAYS_MET;
            case SUPERFLUOUS -> Kind.SUPERFLUOUS_RULE;
        };
        return Finding.at(kind, remark.rule(), remark.words());
    }
}
