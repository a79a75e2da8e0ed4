package org.kentei.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.assessment.TrialResult;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.files.JarFiles;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.Routes;
import org.kentei.http.response.Revalidated;
import org.kentei.log.Client;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Vocabulary;

/**
 * Completes the OpenAPI document with what only the running service knows: the codes of the active vocabulary, the
 * problems of every operation, and example responses of this service.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
public class OpenApiDocument implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String CODES = "x-codes";
    private static final Map<String, String> ENDINGS = Map.of(
            "application/json",
            ".json",
            "text/plain",
            ".txt",
            SchemaResource.MEDIA_TYPE,
            ".json",
            ExportFormat.NDJSON_TYPE,
            ".ndjson",
            ExportFormat.CSV_TYPE,
            ".csv");
    private static final String APPROVAL =
            "{\"revision\": \"5b1f3a0c9d2e4f6071829304a5b6c7d8e9f00112233445566778899aabbccdde\"}";
    private static final Map<String, String> REQUESTS = Map.of(
            "addKey", "{\"client\": \"hr-tokyo\", \"roles\": [\"assess\"], \"expires\": \"P365D\"}",
            "rotateKey", "{\"overlap\": \"P7D\"}",
            "proposeRuleset", APPROVAL,
            "confirmRuleset", APPROVAL,
            "rejectRuleset", APPROVAL);
    private static final Set<String> OPTIONAL = Set.of("errors", "asOfZone");

    /** Properties that only some answers carry, in these schemas only. */
    private static final Map<String, Set<String>> OPTIONAL_IN = Map.of(
            "AssessmentResult", Set.of("status"),
            "CompactResult", Set.of("status"),
            "TrialResult", Set.of("status"),
            "SheetVerdict", Set.of("notInForce"),
            "NotInForce", Set.of("from", "until"),
            "ActiveRules", Set.of("asOf"),
            "RulesSheet", Set.of("from", "until"),
            "Rule", Set.of("from", "until"),
            "Field", Set.of("category", "from", "until"),
            "Term", Set.of("category", "from", "until"));

    private static final UUID EXAMPLE_ID = UUID.fromString("4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f");
    private static final Instant EXAMPLE_TIME = Instant.parse("2026-04-01T09:30:00Z");
    private static final String WRONG_CANDIDATE = """
            {"candidateId": "E-1024", "projects": [{"projectId": "P-1", "specialtyField": "OPERATION_MANAGEMENT",
             "role": "LEADER", "from": "2021-04-31", "successful": true, "headcount": 60.9}]}
            """;

    private final ObjectMapper json =
            Arc.container().instance(ObjectMapper.class).get();
    private final Routes routes = Arc.container().instance(Routes.class).get();
    private final Assessor assessor = Arc.container().instance(Assessor.class).get();
    private final ActiveRuleset rulesets =
            Arc.container().instance(ActiveRuleset.class).get();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach(OpenApiDocument::requireAll);
        document.getComponents().getSchemas().values().forEach(OpenApiDocument::allowNull);
        describeService(document);
        addSentence(Objects.requireNonNull(document.getComponents().getSchemas().get("Shortfall")));
        operations(document).forEach(SearchDescription::describe);
        operations(document).forEach(StreamDescription::describe);
        Set<String> revalidated = operationIds(method -> method.isAnnotationPresent(Revalidated.class));
        operations(document)
                .filter(operation -> revalidated.contains(operation.getOperationId()))
                .forEach(OpenApiDocument::describeTag);
        Map<String, Set<ProblemType>> refusals = refusals();
        ProblemResponses problems = new ProblemResponses(document.getComponents(), json, routes, wrongCandidate());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations()
                        .forEach((method, operation) -> problems.describe(
                                method, operation, Objects.requireNonNull(refusals.get(operation.getOperationId())))));
        rulesets.find().ifPresent(active -> complete(document, active));
    }

    private static void describeService(OpenAPI document) {
        document.getInfo()
                .license(OASFactory.createLicense().name("MIT License").identifier("MIT"))
                .contact(OASFactory.createContact().name("The operator of the service"));
        document.addServer(OASFactory.createServer().url("/").description("The service that returned this document."));
        document.getComponents().addSecurityScheme(BEARER, bearer());
        // the empty one: a service without keys requires no credentials
        document.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme(BEARER), OASFactory.createSecurityRequirement()));
    }

    private static SecurityScheme bearer() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(
                        "An API key (`kentei_…`), or a JWT of an issuer that the operator configured. A service without"
                                + " keys and issuers answers on its own machine only, and asks for neither.");
    }

    /** Stored results have no sentences; responses do. */
    private static void addSentence(Schema shortfall) {
        shortfall.addProperty(
                "sentence",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .description(
                                "The shortfall as a sentence for people, in the language of the response. Not part of the "
                                        + "stored result.")
                        .examples(List.of("Three kinds of contribution are required, one is there: two are missing.")));
    }

    private void complete(OpenAPI document, LoadedRuleset active) {
        Vocabulary vocabulary = active.ruleset().vocabulary();
        document.getComponents().getSchemas().values().forEach(schema -> fillCodes(schema, vocabulary));
        try {
            addExamples(document);
        } catch (InvalidCandidateException ofAnotherVocabulary) {
            // other rules may not have the codes of the example; the document then has no examples
        } catch (IOException impossible) {
            throw new IllegalStateException("A response is not JSON", impossible);
        }
    }

    /** A response has all its properties, except those of {@link #OPTIONAL_IN}. The schemas of a candidate state what they require. */
    private static void requireAll(String name, Schema schema) {
        Schema more = schema.getAdditionalPropertiesSchema();
        boolean answer = schema.getRequired() == null
                && schema.getProperties() != null
                && (more == null || more.getBooleanSchema() == null);
        if (answer) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(property -> !OPTIONAL.contains(property)
                            && !OPTIONAL_IN.getOrDefault(name, Set.of()).contains(property))
                    .toList());
        }
    }

    /** Beside the schemas of which one has to fit, a type would refuse null, although one of them allows it. */
    private static void allowNull(Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().stream()
                    .filter(property -> property.getAnyOf() != null
                            && property.getType() != null
                            && !property.getType().contains(Schema.SchemaType.NULL)
                            && property.getAnyOf().stream()
                                    .anyMatch(one ->
                                            List.of(Schema.SchemaType.NULL).equals(one.getType())))
                    .forEach(property -> property.setType(null));
        }
    }

    private static void fillCodes(Schema schema, Vocabulary vocabulary) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> fillCodes(property, vocabulary));
        }
        Object name = schema.get(CODES);
        Arrays.stream(CodeList.values())
                .filter(list -> list.listName().equals(name))
                .findFirst()
                .ifPresent(list -> {
                    Schema holder = schema.getItems() == null ? schema : schema.getItems();
                    List<Object> codes = new ArrayList<>(
                            vocabulary.codes(list).stream().distinct().toList());
                    if (holder.getType() != null && holder.getType().contains(Schema.SchemaType.NULL)) {
                        codes.add(null);
                    }
                    holder.setEnumeration(codes);
                });
    }

    private static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream());
    }

    private Map<String, Set<ProblemType>> refusals() {
        return routes.resources().stream()
                .flatMap(resource -> Stream.of(resource.getMethods()))
                .filter(method -> method.isAnnotationPresent(PossibleProblems.class))
                .collect(Collectors.toMap(
                        OpenApiDocument::operationId,
                        method -> Set.of(
                                method.getAnnotation(PossibleProblems.class).value())));
    }

    private Set<String> operationIds(Predicate<Method> wanted) {
        return routes.resources().stream()
                .flatMap(resource -> Stream.of(resource.getMethods()))
                .filter(wanted)
                .map(OpenApiDocument::operationId)
                .collect(Collectors.toSet());
    }

    private static void describeTag(Operation operation) {
        operation.addParameter(OASFactory.createParameter()
                .name(HttpHeaders.IF_NONE_MATCH)
                .in(Parameter.In.HEADER)
                .description("The `ETag` of an answer that you have. If it is still the same, the answer is 304.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
        operation.getResponses().getAPIResponse("200").addHeader(HttpHeaders.ETAG, tag());
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description("The answer is the one that you have.")
                                .headers(operation
                                        .getResponses()
                                        .getAPIResponse("200")
                                        .getHeaders()));
    }

    private static Header tag() {
        return OASFactory.createHeader()
                .description("The hash of the body; weak (`W/`) if the body may be compressed.")
                .required(true)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static String operationId(Method method) {
        return method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
                .operationId();
    }

    private void addExamples(OpenAPI document) throws IOException {
        Decision answer = assessor.decide(
                ExampleCandidate.json(), new Client("hr-system", "127.0.0.1"), EXAMPLE_ID, EXAMPLE_TIME);
        for (Operation operation : operations(document).toList()) {
            switch (operation.getOperationId()) {
                case "assess" -> {
                    setCandidate(operation);
                    setBothForms(operation, "201", answer);
                }
                case "tryCandidate" -> {
                    setCandidate(operation);
                    setExample(operation, "200", spoken(TrialResult.json(answer.result())));
                }
                case "getAssessment" -> setBothForms(operation, "200", answer);
                case "startJob" -> {
                    operation
                            .getRequestBody()
                            .getContent()
                            .getMediaType(ExportFormat.NDJSON_TYPE)
                            .setExample(StreamDescription.CANDIDATES);
                    addKeptExamples(operation);
                }
                case "getKeptResult" -> setExample(operation, "200", answer.result());
                case "getFirings" -> setExample(operation, "200", answer.firingRecord());
                default -> {
                    String request = REQUESTS.get(operation.getOperationId());
                    if (request != null) {
                        operation
                                .getRequestBody()
                                .getContent()
                                .getMediaType("application/json")
                                .setExample(tree(request));
                    }
                    addKeptExamples(operation);
                }
            }
        }
    }

    /** Responses that a service gave once. Their times, ids and signatures cannot be made again. */
    private void addKeptExamples(Operation operation) throws IOException {
        APIResponses responses = operation.getResponses();
        Content content = responses
                .getAPIResponse(Stream.of("200", "201", "202")
                        .filter(responses::hasAPIResponse)
                        .findFirst()
                        .orElseThrow())
                .getContent();
        for (Map.Entry<String, MediaType> one : content.getMediaTypes().entrySet()) {
            String ending = Objects.requireNonNull(ENDINGS.get(one.getKey()), one.getKey());
            String text = JarFiles.text("examples/answers/" + operation.getOperationId() + ending);
            one.getValue().setExample(ending.equals(".json") ? tree(text) : text);
        }
    }

    private String spoken(String result) {
        Labels labels = new Labels(rulesets.get().ruleset().vocabulary(), Language.EN);
        WrittenSentences sentences = new WrittenSentences(new ShortfallSentence(labels, Language.EN));
        return new String(
                ResultWithSentences.of(result.getBytes(StandardCharsets.UTF_8), sentences), StandardCharsets.UTF_8);
    }

    private Problem wrongCandidate() {
        if (rulesets.find().isEmpty()) {
            return ProblemType.INVALID_CANDIDATE.problem("The candidate is not valid. Nothing was stored.");
        }
        try {
            rulesets.get().reader().read(WRONG_CANDIDATE.getBytes(StandardCharsets.UTF_8));
            throw new IllegalStateException("The wrong candidate is accepted");
        } catch (InvalidCandidateException invalid) {
            return ProblemMappers.problem(invalid);
        }
    }

    private void setCandidate(Operation operation) throws IOException {
        operation
                .getRequestBody()
                .getContent()
                .getMediaType("application/json")
                .setExample(tree(new String(ExampleCandidate.json(), StandardCharsets.UTF_8)));
    }

    private void setExample(Operation operation, String status, String example) throws IOException {
        json(operation, status).setExample(tree(example));
    }

    private void setBothForms(Operation operation, String status, Decision answer) throws IOException {
        json(operation, status)
                .addExample(
                        "full", OASFactory.createExample().summary("The result").value(tree(spoken(answer.result()))))
                .addExample(
                        "compact",
                        OASFactory.createExample()
                                .summary("Its short form")
                                .value(tree(CompactResult.json(answer.result()))));
    }

    private static MediaType json(Operation operation, String status) {
        return operation.getResponses().getAPIResponse(status).getContent().getMediaType("application/json");
    }

    private Object tree(String text) throws IOException {
        return json.treeToValue(json.readValue(text, JsonNode.class), Object.class);
    }
}
