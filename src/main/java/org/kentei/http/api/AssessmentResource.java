package org.kentei.http.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.net.URI;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.AssessmentResult;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.FiringRecord;
import org.kentei.candidate.Candidate;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.ClientName;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.OwnAssessments;
import org.kentei.http.request.Preferences;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Capacity;
import org.kentei.http.response.StreamedBody;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;

/** Makes assessments and returns them. */
@Path("/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "Assess candidates, and read the results with their reasons.")
public class AssessmentResource {

    private static final String VIEW = "view";
    private static final String SUMMARY = "summary";

    private final Assessor assessor;
    private final AssessmentStore store;
    private final ProofBuilder proofs;
    private final ActiveRuleset rulesets;
    private final Capacity capacity;
    private final CurrentCaller callers;
    private final OwnAssessments own;

    public AssessmentResource(
            Assessor assessor,
            AssessmentStore store,
            ProofBuilder proofs,
            ActiveRuleset rulesets,
            Capacity capacity,
            CurrentCaller callers,
            OwnAssessments own) {
        this.callers = callers;
        this.own = own;
        this.rulesets = rulesets;
        this.capacity = capacity;
        this.proofs = proofs;
        this.assessor = assessor;
        this.store = store;
    }

    @POST
    @AllowedRoles(Role.ASSESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assess",
            summary = "Assess a candidate",
            description = "Assesses the candidate with the active ruleset, stores the result with all firings, and "
                    + "responds after both are stored.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Candidate.class)))
    @Parameter(
            name = HttpHeaders.ACCEPT_LANGUAGE,
            in = ParameterIn.HEADER,
            description = "The language of the sentences: `en` (the default) or `ja`.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = ClientName.HEADER,
            in = ParameterIn.HEADER,
            description = ClientName.DESCRIPTION + " It is stored in the firing record.",
            schema = @Schema(type = SchemaType.STRING, maxLength = ClientName.LENGTH))
    @Parameter(
            name = Preferences.HEADER,
            in = ParameterIn.HEADER,
            description = "`return=minimal` asks for the short form of the result (RFC 7240). Other preferences are"
                    + " ignored.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "201",
            description = "The result, or its short form. Its address is in `Location`.",
            headers = {
                @Header(
                        name = "Location",
                        description = "The address of the result.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(
                        name = "Content-Language",
                        description = "The language of the sentences; a short form has none.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = Preferences.APPLIED,
                        description = "`return=minimal` if the answer is the short form.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Vary",
                        description = "`Accept-Language, Prefer`.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {AssessmentResult.class, CompactResult.class},
                                            description = "The short form if `Prefer: return=minimal` asked for it.")))
    @PossibleProblems({
        ProblemType.INVALID_CANDIDATE,
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.EVALUATION_STOPPED,
        ProblemType.OUTCOME_UNKNOWN
    })
    public Response assess(
            InputStream body, @Context HttpServerRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
        new QueryParameters(uri);
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE.problem(
                    "Send the candidate uncompressed, without the header `Content-Encoding`."));
        }
        Caller caller = callers.get();
        Client client = new Client(caller.client(), caller.address());
        byte[] candidate = BodyLimit.read(body);
        AssessmentRecord assessment;
        try (Capacity.Reserved memory = capacity.decision(candidate.length)) {
            assessment = assessor.assess(candidate, client);
        }
        Response.ResponseBuilder answer = Response.created(URI.create("/v1/assessments/" + assessment.assessmentId()));
        if (Preferences.returnMinimal(request.headers().getAll(Preferences.HEADER))) {
            answer.entity(CompactResult.json(assessment.result()))
                    .header(Preferences.APPLIED, Preferences.RETURN_MINIMAL);
        } else {
            addSpoken(answer, assessment.result(), headers);
        }
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + Preferences.HEADER)
                .build();
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}")
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
        String stored = document(assessmentId, store::result);
        Response.ResponseBuilder answer = Response.ok();
        if (compact) {
            answer.entity(CompactResult.json(stored));
        } else {
            addSpoken(answer, stored, headers);
        }
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE).build();
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/{assessmentId}/result")
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
        return document(assessmentId, store::result);
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
        InputStream text = document(assessmentId, id -> store.text(id, DocumentType.FIRINGS));
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

    /** Adds a stored result with its sentences in the reader's language. */
    private void addSpoken(Response.ResponseBuilder answer, String stored, HttpHeaders headers) {
        Language language = Language.of(null, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Labels labels = new Labels(
                rulesets.find().map(active -> active.ruleset().vocabulary()).orElse(null), language);
        answer.entity(ResultWithSentences.of(stored, new ShortfallSentence(labels, language)))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code());
    }

    private <T> T document(String assessmentId, Function<UUID, Optional<T>> kept) {
        return own.find(assessmentId).flatMap(kept).orElseThrow(OwnAssessments::unknown);
    }
}
