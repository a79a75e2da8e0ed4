package org.kentei.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/** The firings for one criterion of one sheet. */
final class CriterionFirings {

    private static final int FEW = 16;

    private final List<FiredRule> rules = new ArrayList<>(4);
    private List<Evidence> evidence = List.of();

    /** The evidence again once it is long, because looking through a long list for each entry takes too long. */
    private @Nullable Set<Evidence> manyEvidence;

    private boolean met;

    /** Adds a firing. The same rule may fire several times, and the same entry may be evidence several times. */
    void add(FiredRule rule, RuleConclusion fired, EvidenceReader entries) {
        addOnce(rules, rule);
        if (fired.type().satisfies()) {
            met = true;
            List<Evidence> found = entries.evidence(fired);
            if (evidence.isEmpty()) {
                evidence = new ArrayList<>(found.size());
            }
            for (int place = 0; place < found.size(); place++) {
                addEvidence(found.get(place));
            }
        }
    }

    private void addEvidence(Evidence one) {
        if (manyEvidence == null) {
            addOnce(evidence, one);
            if (evidence.size() > FEW) {
                manyEvidence = new HashSet<>(evidence);
            }
        } else if (manyEvidence.add(one)) {
            evidence.add(one);
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
