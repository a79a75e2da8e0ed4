package org.kentei.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.http.Problem.Kind;
import org.kentei.log.LogEntry.Asker;
import org.kentei.record.Erasure;

/** Candidates, as far as they are something of their own: they can be erased. */
@Path("/v1/candidates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Candidates", description = "Erase what is known of a candidate.")
public class CandidateResource {

    private final Erasure erasure;

    public CandidateResource(Erasure erasure) {
        this.erasure = erasure;
    }

    /** What was erased. */
    @Schema(description = "What was erased.")
    public record Erased(
            @Schema(description = "How many assessments.", minimum = "1")
            int assessments) {}

    @DELETE
    @Path("/{candidateId}")
    @Operation(
            operationId = "eraseCandidate",
            summary = "Erase a candidate",
            description =
                    "Throws away the key under which the candidate's facts, results and firings are encrypted, and all by"
                            + " which they could be found. It cannot be undone. The log keeps that there were assessments, and"
                            + " says that they were erased and when.")
    @APIResponse(
            responseCode = "200",
            description = "The candidate is erased.",
            content = @Content(schema = @Schema(implementation = Erased.class)))
    @Refusals({Kind.NOT_FOUND, Kind.NOT_ACCEPTABLE, Kind.INVALID_PARAMETER})
    public Erased erase(
            @PathParam("candidateId") @Parameter(description = "The candidate's id as given.") String candidateId,
            @HeaderParam(AssessmentResource.CLIENT_HEADER)
                    @Parameter(description = "What the caller calls itself; the log" + " keeps it.")
                    @Nullable
                    String clientName,
            @Context HttpServerRequest request) {
        Asker client = new Asker(
                AssessmentResource.checked(clientName), request.remoteAddress().hostAddress());
        int erased = erasure.candidate(candidateId, client);
        if (erased == 0) {
            throw new ProblemException(Kind.NOT_FOUND.problem("Nothing is known of a candidate with this id."));
        }
        return new Erased(erased);
    }
}
