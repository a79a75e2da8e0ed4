package org.kentei.http.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.AssessmentResult;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.OwnAssessments;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Capacity;
import org.kentei.page.Labels;
import org.kentei.page.PageFrame;
import org.kentei.page.view.VerdictComparison;
import org.kentei.page.view.VerdictComparison.Side;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.RulesetArchive;

/** Compares two verdicts of a candidate. */
@Path("/assessments/compare")
@Produces(MediaType.TEXT_HTML)
public class ComparePages {

    private final ActiveRuleset rulesets;
    private final AssessmentReader assessments;
    private final RulesetArchive archive;
    private final Capacity capacity;
    private final ObjectMapper json;
    private final OwnAssessments own;

    public ComparePages(
            ActiveRuleset rulesets,
            AssessmentReader assessments,
            RulesetArchive archive,
            Capacity capacity,
            ObjectMapper json,
            OwnAssessments own) {
        this.own = own;
        this.capacity = capacity;
        this.json = json;
        this.rulesets = rulesets;
        this.assessments = assessments;
        this.archive = archive;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(hidden = true)
    public Response compare(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("compare", () -> {
            QueryParameters query = new QueryParameters(uri, "left", "right", PageFrame.LANGUAGE);
            try (Capacity.Reserved memory = capacity.memory(Capacity.OF_A_COMPARISON)) {
                Side left = side(query, "left");
                Side right = side(query, "right");
                if (!left.result().candidateId().equals(right.result().candidateId())) {
                    throw new ProblemException(ProblemType.INVALID_PARAMETER.problem(
                            "`left` and `right` must be assessments of the same candidate."));
                }
                Labels labels = new Labels(rulesets.get().ruleset().vocabulary(), visit.language());
                return Map.of("comparison", VerdictComparison.of(left, right, archive::files, labels));
            }
        });
    }

    private Side side(QueryParameters query, String name) {
        String given = query.text(name);
        UUID id = own.find(given == null ? "" : given).orElseThrow(() -> unknown(name));
        String result = assessments.result(id).orElseThrow(() -> unknown(name));
        String candidate = assessments.candidate(id).orElseThrow(() -> unknown(name));
        try {
            return new Side(AssessmentResult.read(result), json.readTree(candidate));
        } catch (JsonProcessingException otherwise) {
            throw new IllegalStateException("A stored candidate does not have its written form", otherwise);
        }
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(ProblemType.NOT_FOUND.problem("`" + name + "` is not the id of an assessment."));
    }
}
