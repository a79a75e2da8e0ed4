package org.kentei.http.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.AssessmentResult;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.FiringRecord;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.OwnAssessments;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Revalidated;
import org.kentei.http.response.StreamedBody;
import org.kentei.log.DocumentType;
import org.kentei.record.store.AssessmentReader;

/** Stored assessments. New ones are made by {@link AssessResource}. */
@Path("/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "Assess candidates, and read the results with their reasons.")
public class AssessmentResource {

    private static final String VIEW = "view";
    private static final String SUMMARY = "summary";

    private final AssessmentReader assessments;
    private final ProofBuilder proofs;
    private final AnswerSentences sentences;
    private final OwnAssessments own;

    public AssessmentResource(
            AssessmentReader assessments, ProofBuilder proofs, AnswerSentences sentences, OwnAssessments own) {
        this.own = own;
        this.sentences = sentences;
        this.proofs = proofs;
        this.assessments = assessments;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}")
    @Revalidated
    @Operation(
            operationId = "getAssessment",
            summary = "The result of an assessment",
            description = "The same response as when it was made, with sentences in the requested language.")
    @Parameter(
            name = HttpHeaders.ACCEPT_LANGUAGE,
            in = ParameterIn.HEADER,
            description = "The language of the sentences: `en` (the default) or `ja`.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The result, or its short form.",
            headers = {
                @Header(
                        name = "Content-Language",
                        description = "The language of the sentences; a short form has none.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Vary",
                        description = "`Accept-Language`.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {AssessmentResult.class, CompactResult.class},
                                            description = "The short form if `view=summary` asked for it.")))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.ERASED, ProblemType.INVALID_PARAMETER})
    public Response result(
            @PathParam("assessmentId")
                    @Parameter(description = "The assessment's id.", schema = @Schema(format = "uuid"))
                    String assessmentId,
            @QueryParam(VIEW)
                    @Parameter(
                            description = "`summary` asks for the short form of the result.",
                            schema = @Schema(type = SchemaType.STRING, enumeration = SUMMARY))
                    @Nullable
                    String view,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        boolean compact = new QueryParameters(uri, VIEW).oneOf(VIEW, List.of(SUMMARY)) != null;
        String stored = document(assessmentId, assessments::result);
        ResultText text = compact ? ResultText.compact(stored) : ResultText.full(stored, headers, sentences);
        return text.addTo(Response.ok())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}/result")
    @Revalidated
    @Operation(
            operationId = "getKeptResult",
            summary = "The stored result of an assessment",
            description = "The bytes that the log commits to and that a replay compares. They have no sentences.")
    @APIResponse(
            responseCode = "200",
            description = "The stored result.",
            content = @Content(schema = @Schema(implementation = AssessmentResult.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.ERASED, ProblemType.INVALID_PARAMETER})
    public String keptResult(
            @PathParam("assessmentId")
                    @Parameter(description = "The assessment's id.", schema = @Schema(format = "uuid"))
                    String assessmentId,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        return document(assessmentId, assessments::result);
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}/firings")
    @Operation(
            operationId = "getFirings",
            summary = "All firings of an assessment",
            description = "The candidate as submitted and all firings, in order.")
    @APIResponse(
            responseCode = "200",
            description = "The firing record.",
            content = @Content(schema = @Schema(implementation = FiringRecord.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.ERASED, ProblemType.INVALID_PARAMETER})
    public StreamedBody firings(
            @PathParam("assessmentId")
                    @Parameter(description = "The assessment's id.", schema = @Schema(format = "uuid"))
                    String assessmentId,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        InputStream text = document(assessmentId, id -> assessments.text(id, DocumentType.FIRINGS));
        return out -> {
            try (text) {
                text.transferTo(out);
            }
        };
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}/proof")
    @Operation(
            operationId = "getProof",
            summary = "The proof that an assessment is in the log",
            description = "Available after erasure too, but then without the salts that open the commitments.")
    @APIResponse(
            responseCode = "200",
            description = "The proof.",
            content = @Content(schema = @Schema(implementation = AssessmentProof.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public AssessmentProof proof(
            @PathParam("assessmentId")
                    @Parameter(description = "The assessment's id.", schema = @Schema(format = "uuid"))
                    String assessmentId,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        return own.find(assessmentId).flatMap(proofs::of).orElseThrow(OwnAssessments::unknown);
    }

    private <T> T document(String assessmentId, Function<UUID, Optional<T>> kept) {
        return own.find(assessmentId).flatMap(kept).orElseThrow(OwnAssessments::unknown);
    }
}
