package org.kentei.ruleset;

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
import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionType;
import org.kentei.verdict.RuleConclusion;

/**
 * The claims of a candidate that count at all.
 *
 * @param contributions by the specialty field that they count for
 */
record CountedClaims(
        List<Project> projects,
        Map<String, List<Contribution>> contributions,
        List<SubordinateDevelopment> developments) {

    /** The claims that the rules of the first stage let count. */
    static CountedClaims of(List<RuleConclusion> stage) {
        CountedClaims claims = new CountedClaims(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        for (RuleConclusion one : stage) {
            Conclusion conclusion = one.conclusion();
            if (conclusion.subject() instanceof ClaimedProject project) {
                claims.projects.add(project.claim());
            } else if (conclusion.subject() instanceof ClaimedContribution contribution) {
                String field = conclusion.statement() == ConclusionType.COUNTS_FOR
                        ? conclusion.field()
                        : contribution.specialtyField();
                claims.contributions
                        .computeIfAbsent(field, any -> new ArrayList<>())
                        .add(contribution.claim());
            } else if (conclusion.subject() instanceof ClaimedDevelopment development) {
                claims.developments.add(development.claim());
            }
        }
        return claims;
    }
}
