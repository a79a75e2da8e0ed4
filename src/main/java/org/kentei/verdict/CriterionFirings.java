package org.kentei.verdict;

import java.util.ArrayList;
import java.util.List;
import org.kentei.vocabulary.Criterion;

/** The firings for one criterion of one sheet. */
final class CriterionFirings {

    private final List<FiredRule> rules = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private boolean met;

    /** Adds a firing. The same rule may fire several times, and the same entry may be evidence several times. */
    void add(RuleConclusion fired, EvidenceReader entries) {
        addOnce(rules, new FiredRule(fired.rule().name(), fired.rule().clause()));
        if (fired.type().satisfies()) {
            met = true;
            for (Evidence entry : entries.evidence(fired)) {
                addOnce(evidence, entry);
            }
        }
    }

    CriterionVerdict verdict(Criterion criterion) {
        return new CriterionVerdict(criterion, met ? Status.MET : Status.NOT_MET, evidence, rules);
    }

    private static <T> void addOnce(List<T> list, T one) {
        if (!list.contains(one)) {
            list.add(one);
        }
    }
}
