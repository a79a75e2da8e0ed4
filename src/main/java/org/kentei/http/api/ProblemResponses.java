package org.kentei.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.Authentication;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.MalformedRequests;
import org.kentei.http.request.RequestGuard;
import org.kentei.http.request.RequestRate;
import org.kentei.http.request.Routes;
import org.kentei.http.response.Capacity;

/** Adds to the OpenAPI document the problems that each operation may answer with, each of them once. */
final class ProblemResponses {

    private static final Set<ProblemType> OF_EVERY_OPERATION = EnumSet.of(
            ProblemType.BAD_REQUEST,
            ProblemType.UNAUTHENTICATED,
            ProblemType.ROLE_MISSING,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.NOT_IN_TIME,
            ProblemType.TOO_LARGE,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.UNKNOWN_HOST,
            ProblemType.INTERNAL,
            ProblemType.BUSY,
            ProblemType.NOT_READY,
            ProblemType.STORE_UNAVAILABLE);

    /** Besides those with status 503. */
    private static final Set<ProblemType> RETRIED = EnumSet.of(
            ProblemType.REQUEST_RUNNING,
            ProblemType.JOB_RUNNING,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.TOO_MANY_JOBS);

    private final Components components;
    private final ObjectMapper json;
    private final Routes routes;
    private final Problem wrongCandidate;

    private static final UUID EXAMPLE_ID = UUID.fromString("4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f");

    /** @param wrongCandidate the response to an invalid candidate */
    ProblemResponses(Components components, ObjectMapper json, Routes routes, Problem wrongCandidate) {
        this.components = components;
        this.json = json;
        this.routes = routes;
        this.wrongCandidate = wrongCandidate;
    }

    /** @param own the problems of this operation, in addition to those of every operation */
    void describe(HttpMethod method, Operation operation, Set<ProblemType> own) {
        Set<ProblemType> kinds = EnumSet.copyOf(OF_EVERY_OPERATION);
        kinds.addAll(own);
        if (method != HttpMethod.GET) {
            kinds.add(ProblemType.CROSS_SITE);
        }
        Map<Integer, List<ProblemType>> byStatus =
                kinds.stream().collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, ofStatus) -> {
            String name = ofStatus.stream().map(ProblemResponses::name).collect(Collectors.joining("Or"));
            if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
                components.addResponse(name, response(ofStatus));
            }
            operation
                    .getResponses()
                    .addAPIResponse(
                            Integer.toString(status),
                            OASFactory.createAPIResponse().ref("#/components/responses/" + name));
        });
    }

    private APIResponse response(List<ProblemType> kinds) {
        MediaType content = OASFactory.createMediaType()
                .schema(OASFactory.createSchema()
                        .addAllOf(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                        .addAllOf(OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .addProperty(
                                        "type",
                                        OASFactory.createSchema()
                                                .addType(SchemaType.STRING)
                                                .enumeration(kinds.stream()
                                                        .<Object>map(kind ->
                                                                kind.problem("").type())
                                                        .toList()))));
        kinds.forEach(kind -> content.addExample(
                name(kind),
                OASFactory.createExample()
                        .summary(kind.problem("").title())
                        .value(json.convertValue(example(kind), Object.class))));
        APIResponse response = OASFactory.createAPIResponse()
                .description(kinds.stream()
                        .map(kind -> kind.problem("").title() + ".")
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, content));
        if (kinds.contains(ProblemType.METHOD_NOT_ALLOWED)) {
            response.addHeader("Allow", header("The methods that the address allows.", SchemaType.STRING));
        }
        if (kinds.contains(ProblemType.UNAUTHENTICATED)) {
            response.addHeader("WWW-Authenticate", header("`Bearer`, as RFC 6750 describes it.", SchemaType.STRING));
        }
        if (kinds.contains(ProblemType.ROLE_MISSING)) {
            response.addHeader(
                    "WWW-Authenticate",
                    header("`Bearer`, as RFC 6750 describes it; missing for `cross-site`.", SchemaType.STRING)
                            .required(!kinds.contains(ProblemType.CROSS_SITE)));
        }
        if (kinds.stream().anyMatch(RETRIED::contains)) {
            response.addHeader("Retry-After", header("After how many seconds to try again.", SchemaType.INTEGER));
        }
        if (kinds.get(0).status() == 503) {
            response.addHeader(
                    "Retry-After",
                    header(
                                    "The number of seconds after which to try again; missing if the outcome is unknown or a search took too long.",
                                    SchemaType.INTEGER)
                            .required(!kinds.contains(ProblemType.OUTCOME_UNKNOWN)));
        }
        return response;
    }

    private static Header header(String description, SchemaType type) {
        Schema schema = OASFactory.createSchema().addType(type);
        return OASFactory.createHeader().description(description).required(true).schema(schema);
    }

    private Problem example(ProblemType kind) {
        return switch (kind) {
            case INVALID_CANDIDATE -> wrongCandidate;
            case INVALID_PARAMETER -> kind.problem("There is no parameter `sheets`. There are no parameters.");
            case BAD_REQUEST -> MalformedRequests.PROBLEM;
            case UNAUTHENTICATED -> Authentication.MISSING;
            case ROLE_MISSING -> kind.problem("This needs the role `read`.");
            case NOT_FOUND -> kind.problem("There is no assessment with this id.");
            case METHOD_NOT_ALLOWED -> kind.problem("`/v1/rules` takes only GET, HEAD, OPTIONS.");
            case REQUEST_RUNNING -> RepeatedRequests.STILL_RUNNING;
            case APPROVAL_REFUSED -> kind.problem("`hanako` proposed the revision. Another person has to confirm it.");
            case ERASED ->
                kind.problem(
                        "The assessment was erased at 2026-05-01T09:30:00Z. That it was made and that it was erased "
                                + "remain in the log.");
            case NOT_ACCEPTABLE -> kind.problem("`/v1/rules` answers in application/json.");
            case TOO_LARGE -> BodyLimit.PROBLEM;
            case UNSUPPORTED_MEDIA_TYPE -> RequestGuard.wrongType(routes.of("/v1/assessments"));
            case JOB_RUNNING -> kind.problem("The job is still running. Its files can be read when it has ended.");
            case TOO_MANY_JOBS -> kind.problem("You have 4 open jobs. Wait until one has ended, or cancel one.");
            case IDEMPOTENCY_KEY_REUSED -> ProblemMappers.KEY_REUSED;
            case UNKNOWN_HOST -> RequestGuard.UNKNOWN_HOST;
            case CROSS_SITE -> RequestGuard.CROSS_SITE;
            case NOT_IN_TIME -> MalformedRequests.NOT_IN_TIME;
            case BUSY -> Capacity.EXPORTS_RUNNING;
            case TOO_MANY_REQUESTS -> RequestRate.EXCEEDED;
            case NOT_READY -> ProblemMappers.NOT_READY;
            case STORE_UNAVAILABLE -> ProblemMappers.STORE_UNAVAILABLE;
            case SEARCH_STOPPED -> ProblemMappers.SEARCH_STOPPED;
            case EVALUATION_STOPPED -> ProblemMappers.EVALUATION_STOPPED;
            case OUTCOME_UNKNOWN -> ProblemMappers.outcomeUnknown(EXAMPLE_ID);
            case INTERNAL -> ProblemMappers.internal("6c1f0a52-3f0e-4a8e-9d53-2b8f1f6f3c11");
        };
    }

    /** The name of the kind as a component of the document, such as {@code NotFound}. */
    private static String name(ProblemType kind) {
        return List.of(kind.name().split("_")).stream()
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
