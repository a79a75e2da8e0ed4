package org.kentei.assessment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.record.overview.CountedVerdict;
import org.kentei.record.overview.FieldStanding;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Verdict;

/** Makes what the overview counts of a verdict. {@link CountedVerdict} reads the same from the stored documents. */
final class VerdictCounts {

    private VerdictCounts() {}

    static CountedVerdict of(Candidate candidate, Verdict verdict) {
        Set<String> claimed = new HashSet<>();
        candidate.projects().forEach(project -> claimed.add(project.specialtyField()));
        Set<String> rules = new HashSet<>();
        verdict.firings().forEach(firing -> rules.add(firing.rule()));
        return new CountedVerdict(
                level(verdict.certifiedLevel()),
                verdict.fields().stream().map(field -> standing(field, claimed)).toList(),
                rules);
    }

    private static FieldStanding standing(FieldVerdict field, Set<String> claimed) {
        int level = level(field.certifiedLevel());
        NextLevel next = field.nextLevel();
        if (next == null || level == 0 && !claimed.contains(field.specialtyField())) {
            return new FieldStanding(field.specialtyField(), level, "", List.of());
        }
        return new FieldStanding(
                field.specialtyField(),
                level,
                next.sheet(),
                next.shortfalls().stream()
                        .map(shortfall -> shortfall.criterion().name())
                        .distinct()
                        .toList());
    }

    private static int level(@Nullable Integer certified) {
        return certified == null ? 0 : certified;
    }
}
