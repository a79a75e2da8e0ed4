package org.kentei.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.fact.ClaimedContribution;
import org.kentei.fact.ClaimedDevelopment;
import org.kentei.fact.ClaimedProject;
import org.kentei.fact.ConclusionType;

/**
 * The claims of a candidate that the rules count.
 *
 * @param contributionsByField by the specialty field that they count for
 */
public record CountedClaims(
        List<Project> projects,
        Map<String, List<Contribution>> contributionsByField,
        List<SubordinateDevelopment> developments) {

    /** Reads them from the rules' conclusions. */
    public static CountedClaims of(List<RuleConclusion> fired) {
        CountedClaims claims = new CountedClaims(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        for (RuleConclusion one : fired) {
            if (one.subject() instanceof ClaimedProject project) {
                claims.projects.add(project.claim());
            } else if (one.subject() instanceof ClaimedContribution contribution) {
                String field = one.type() == ConclusionType.COUNTS_FOR
                        ? one.conclusion().field()
                        : contribution.specialtyField();
                claims.contributionsByField
                        .computeIfAbsent(field, any -> new ArrayList<>())
                        .add(contribution.claim());
            } else if (one.subject() instanceof ClaimedDevelopment development) {
                claims.developments.add(development.claim());
            }
        }
        return claims;
    }

    /** The contributions that count for a specialty field. */
    public List<Contribution> contributions(String field) {
        return contributionsByField.getOrDefault(field, List.of());
    }
}
