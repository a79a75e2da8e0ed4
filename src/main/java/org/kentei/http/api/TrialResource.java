package org.kentei.http.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.TrialResult;
import org.kentei.candidate.Candidate;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.request.UncompressedBody;

/** Trials: what the rules would conclude of a candidate. */
@Path("/v1/trials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "Certify a candidate, and read what was concluded and why.")
public class TrialResource {

    private final Trials trials;
    private final AnswerSentences sentences;

    public TrialResource(Trials trials, AnswerSentences sentences) {
        this.trials = trials;
        this.sentences = sentences;
    }

    @POST
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tryCandidate",
            summary = "Try a candidate",
            description = "Decides the candidate by the active ruleset and answers. Nothing is stored: there is no"
                    + " assessment, no id and no entry in the log.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Candidate.class)))
    @Parameter(
            name = HttpHeaders.ACCEPT_LANGUAGE,
            in = ParameterIn.HEADER,
            description = "The language of the sentences: `en`, which is the default, or `ja`.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The result.",
            headers = {
                @Header(
                        name = "Content-Language",
                        description = "The language of the sentences.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Vary",
                        description = "`Accept-Language`.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = TrialResult.class)))
    @PossibleProblems({
        ProblemType.INVALID_CANDIDATE,
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.EVALUATION_STOPPED
    })
    public Response tryCandidate(
            InputStream body, @Context HttpServerRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
        new QueryParameters(uri);
        UncompressedBody.require(request);
        String decided = trials.decide(BodyLimit.read(body)).result();
        return ResultText.full(TrialResult.json(decided), headers, sentences)
                .addTo(Response.ok())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }
}
