package org.kentei.sense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kentei.cases.Coverage;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.Vocabulary;

/** Puts all questions about their sense to the rules of a ruleset. */
public final class RulesetSense {

    private RulesetSense() {}

    /**
     * Everything found, in the order of files and lines.
     *
     * @param coverage what the ruleset's cases try
     */
    public static List<Finding> findings(Vocabulary vocabulary, List<RuleText> rules, Coverage coverage) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(UntriedRules.findings(vocabulary, coverage));
        findings.addAll(SizeBands.findings(vocabulary, rules));
        findings.addAll(LowerSheets.findings(vocabulary, rules));
        findings.sort(Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line()));
        return findings;
    }
}
