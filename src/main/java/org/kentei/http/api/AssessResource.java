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
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
import org.kentei.assessment.AssessmentResult;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.candidate.Candidate;
import org.kentei.http.api.RepeatedRequests.Answered;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.ClientName;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.IdempotencyKey;
import org.kentei.http.request.Preferences;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.request.UncompressedBody;
import org.kentei.http.response.Capacity;
import org.kentei.log.Client;
import org.kentei.record.idempotency.FirstAnswer;
import org.kentei.record.idempotency.FirstAnswer.KeyedAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.RequestKey;

/** Assesses candidates. */
@Path("/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "Certify a candidate, and read what was concluded and why.")
public class AssessResource {

    /** The header of an answer that was given before. */
    private static final String REPLAYED = "Idempotent-Replayed";

    /** What idempotency keys of this resource are for. */
    private static final String OPERATION = "assess";

    private final Assessor assessor;
    private final AnswerSentences sentences;
    private final Capacity capacity;
    private final CurrentCaller callers;
    private final RepeatedRequests repeated;
    private final FirstAnswers answers;

    public AssessResource(
            Assessor assessor,
            AnswerSentences sentences,
            Capacity capacity,
            CurrentCaller callers,
            RepeatedRequests repeated,
            FirstAnswers answers) {
        this.assessor = assessor;
        this.sentences = sentences;
        this.capacity = capacity;
        this.callers = callers;
        this.repeated = repeated;
        this.answers = answers;
    }

    @POST
    @AllowedRoles(Role.ASSESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assess",
            summary = "Assess a candidate",
            description = "Decides the candidate by the active ruleset, keeps the result with every firing, and answers"
                    + " once both are kept. With an `Idempotency-Key` the same request can be sent again: it gets the"
                    + " first answer.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Candidate.class)))
    @Parameter(
            name = HttpHeaders.ACCEPT_LANGUAGE,
            in = ParameterIn.HEADER,
            description = "The language of the sentences: `en`, which is the default, or `ja`.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = ClientName.HEADER,
            in = ParameterIn.HEADER,
            description = ClientName.DESCRIPTION + " It is kept in the firing record.",
            schema = @Schema(type = SchemaType.STRING, maxLength = ClientName.LENGTH))
    @Parameter(
            name = Preferences.HEADER,
            in = ParameterIn.HEADER,
            description = "`return=minimal` asks for the short form of the result (RFC 7240). Other preferences are"
                    + " ignored.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = IdempotencyKey.DESCRIPTION,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "201",
            description = "The result, or its short form; it is kept under the address in `Location`.",
            headers = {
                @Header(
                        name = "Location",
                        description = "Where the result can be fetched again.",
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
                        name = REPLAYED,
                        description = "`true` if this is the first answer to the same `Idempotency-Key`, sent again.",
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
        ProblemType.REQUEST_RUNNING,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.ERASED,
        ProblemType.EVALUATION_STOPPED,
        ProblemType.OUTCOME_UNKNOWN
    })
    public Response assess(
            InputStream body, @Context HttpServerRequest request, @Context HttpHeaders headers, @Context UriInfo uri) {
        new QueryParameters(uri);
        UncompressedBody.require(request);
        Caller caller = callers.get();
        Client client = new Client(caller.client(), caller.address());
        String key = IdempotencyKey.read(request.headers().getAll(IdempotencyKey.HEADER));
        byte[] candidate = BodyLimit.read(body);
        boolean minimal = Preferences.returnMinimal(request.headers().getAll(Preferences.HEADER));
        if (key == null) {
            Decision made = assess(candidate, client, none -> null);
            return created(made.under().assessmentId(), text(made, minimal, headers))
                    .build();
        }
        RequestKey requestKey = RequestKey.of(OPERATION, caller.client(), key, candidate);
        Answered answered = repeated.answer(requestKey, () -> {
            AtomicReference<FirstAnswer> first = new AtomicReference<>();
            assess(candidate, client, made -> {
                FirstAnswer answer =
                        text(made, minimal, headers).firstAnswer(made.under().assessmentId());
                first.set(answer);
                return answers.keyed(requestKey, answer);
            });
            return Objects.requireNonNull(first.get());
        });
        Response.ResponseBuilder created = created(answered.answer().assessmentId(), ResultText.of(answered.answer()));
        if (answered.replayed()) {
            created.header(REPLAYED, true);
        }
        return created.build();
    }

    private Decision assess(byte[] candidate, Client client, Function<Decision, @Nullable KeyedAnswer> firstAnswer) {
        try (Capacity.Reserved memory = capacity.decision(candidate.length)) {
            return assessor.assess(candidate, client, firstAnswer);
        }
    }

    private ResultText text(Decision made, boolean minimal, HttpHeaders headers) {
        return minimal ? ResultText.compact(made) : ResultText.full(made, headers, sentences);
    }

    private static Response.ResponseBuilder created(UUID assessmentId, ResultText text) {
        Response.ResponseBuilder created = text.addTo(Response.created(URI.create("/v1/assessments/" + assessmentId)))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + Preferences.HEADER);
        if (text.language() == null) {
            created.header(Preferences.APPLIED, Preferences.RETURN_MINIMAL);
        }
        return created;
    }
}
