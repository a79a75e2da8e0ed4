package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.Labels;
import org.kentei.page.PageFrame;
import org.kentei.page.view.LevelSteps;
import org.kentei.page.view.SearchRow;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.AssessmentSummary;
import org.kentei.record.search.SearchFilter;

/** All that is known of one candidate: levels over time, the latest claims, and what would come next. */
@Path("/candidates")
@Produces(MediaType.TEXT_HTML)
public class CandidatePages {

    private static final String CANDIDATE_ID = "candidateId";
    private static final int ASSESSMENTS = 24;

    private final AssessmentSearch search;
    private final VerdictViews views;
    private final CurrentCaller callers;
    private final ActiveRuleset rulesets;

    public CandidatePages(AssessmentSearch search, VerdictViews views, CurrentCaller callers, ActiveRuleset rulesets) {
        this.rulesets = rulesets;
        this.search = search;
        this.views = views;
        this.callers = callers;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(hidden = true)
    public Response candidate(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("candidate", () -> {
            String candidateId = new QueryParameters(uri, CANDIDATE_ID, PageFrame.LANGUAGE).text(CANDIDATE_ID);
            List<AssessmentSummary> assessments = candidateId == null ? List.of() : assessments(candidateId);
            if (assessments.isEmpty()) {
                throw new ProblemException(
                        ProblemType.NOT_FOUND.problem("There is no assessment of a candidate with this id."));
            }
            UUID latest = assessments.get(0).assessmentId();
            return Map.of(
                    "view",
                    views.of(latest, visit.language(), 1),
                    "verdictAt",
                    "/assessments/" + latest,
                    "steps",
                    LevelSteps.of(assessments).steps(),
                    "found",
                    SearchRow.of(
                            assessments, new Labels(rulesets.get().ruleset().vocabulary(), visit.language())));
        });
    }

    private List<AssessmentSummary> assessments(String candidateId) {
        Caller caller = callers.get();
        SearchFilter filter = SearchFilter.ALL.ofCandidate(candidateId);
        if (!caller.seesAllClients()) {
            if (caller.client() == null) {
                return List.of();
            }
            filter = filter.ofClient(caller.client());
        }
        return search.page(filter, null, ASSESSMENTS).items();
    }
}
