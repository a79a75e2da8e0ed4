package org.kentei.http.api;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.ClientName;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.log.Client;
import org.kentei.record.erasure.Erasure;

/** Erases candidates. */
@Path("/v1/candidates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Candidates", description = "Erase the data of a candidate.")
public class CandidateResource {

    private static final String CANDIDATE_ID = "candidateId";
    private static final String ERASING =
            "Destroys the key with which the candidate's claims, results and firings are encrypted, and "
                    + "everything that could identify the candidate. This cannot be undone. The log still shows "
                    + "that there were assessments, that they were erased, and when.";

    private final Erasure erasure;
    private final CurrentCaller callers;

    public CandidateResource(Erasure erasure, CurrentCaller callers) {
        this.erasure = erasure;
        this.callers = callers;
    }

    /** What was erased. */
    @Schema(description = "What was erased.")
    public record ErasureResult(
            @Schema(description = "The number of assessments.", minimum = "0")
            int assessments,

            @Schema(
                    description = "The number of lines in jobs. Those that were not assessed yet will not be.",
                    minimum = "0")
            int jobLines) {}

    @DELETE
    @AllowedRoles(Role.ERASE)
    @Path("/{candidateId}")
    @Operation(operationId = "eraseCandidate", summary = "Erase a candidate", description = ERASING)
    @Parameter(
            name = ClientName.HEADER,
            in = ParameterIn.HEADER,
            description = ClientName.DESCRIPTION + " The log stores it.",
            schema = @Schema(type = SchemaType.STRING, maxLength = ClientName.LENGTH))
    @APIResponse(
            responseCode = "200",
            description = "The candidate is erased.",
            content = @Content(schema = @Schema(implementation = ErasureResult.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public ErasureResult erase(
            @PathParam("candidateId") @Parameter(description = "The candidate's id as submitted.") String candidateId,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        return erased(candidateId);
    }

    @DELETE
    @AllowedRoles(Role.ERASE)
    @Operation(
            operationId = "eraseCandidateByQuery",
            summary = "Erase a candidate with any id",
            description =
                    ERASING
                            + " This operation accepts every id. The other one cannot accept `.` and `..`, which clients and proxies remove from a path, and some proxies change `%2F`.")
    @Parameter(
            name = CANDIDATE_ID,
            in = ParameterIn.QUERY,
            required = true,
            description = "The candidate's id as submitted.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = ClientName.HEADER,
            in = ParameterIn.HEADER,
            description = ClientName.DESCRIPTION + " The log stores it.",
            schema = @Schema(type = SchemaType.STRING, maxLength = ClientName.LENGTH))
    @APIResponse(
            responseCode = "200",
            description = "The candidate is erased.",
            content = @Content(schema = @Schema(implementation = ErasureResult.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public ErasureResult eraseByQuery(@Context UriInfo uri) {
        String candidateId = new QueryParameters(uri, CANDIDATE_ID).text(CANDIDATE_ID);
        if (candidateId == null) {
            throw QueryParameters.refused("`" + CANDIDATE_ID + "` is required.");
        }
        return erased(candidateId);
    }

    private ErasureResult erased(String candidateId) {
        Caller caller = callers.get();
        Erasure.ErasedCandidate erased = erasure.candidate(candidateId, new Client(caller.client(), caller.address()));
        if (erased.wasUnknown()) {
            throw new ProblemException(ProblemType.NOT_FOUND.problem("There is no candidate with this id."));
        }
        return new ErasureResult(erased.assessments(), erased.jobLines());
    }
}
