package org.kentei.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.kentei.assessment.Active;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.assessment.FiringRecord.Client;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.Problem.Kind;
import org.kentei.record.AssessmentRecord;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Vocabulary;

/**
 * Completes the OpenAPI document with what only the running service knows: the codes of the active vocabulary, every
 * error of every operation, and examples that it has just answered itself.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
public class OpenApiDocument implements OASFilter {

    private static final String CODES = "x-codes";
    private static final Set<Kind> OF_EVERY_OPERATION =
            EnumSet.of(Kind.INTERNAL, Kind.BUSY, Kind.NOT_READY, Kind.STORE_UNAVAILABLE);
    private static final UUID EXAMPLE_ID = UUID.fromString("4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f");
    private static final Instant EXAMPLE_TIME = Instant.parse("2026-04-01T09:30:00Z");
    private static final String WRONG_CANDIDATE = """
            {"candidateId": "E-1024", "projects": [{"projectId": "P-1", "specialtyField": "OPERATION_MANAGEMENT",
             "role": "LEADER", "from": "2021-04-31", "successful": true, "headcount": 60.9}]}
            """;

    private final ObjectMapper json =
            Arc.container().instance(ObjectMapper.class).get();
    private final Assessor assessor = Arc.container().instance(Assessor.class).get();
    private final ActiveRuleset rulesets =
            Arc.container().instance(ActiveRuleset.class).get();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().values().forEach(OpenApiDocument::requireAll);
        Map<String, Set<Kind>> refusals = refusals();
        operations(document).forEach(SearchDescription::describe);
        operations(document).forEach(operation -> addProblems(operation, refusals.get(operation.getOperationId())));
        rulesets.find().ifPresent(active -> complete(document, active));
    }

    private void complete(OpenAPI document, Active active) {
        Vocabulary vocabulary = active.ruleset().vocabulary();
        document.getComponents().getSchemas().values().forEach(schema -> fillCodes(schema, vocabulary));
        try {
            addExamples(document);
        } catch (InvalidCandidateException ofAnotherVocabulary) {
            // rules of another making may not know the example's codes; the document goes without it then
        } catch (IOException impossible) {
            throw new IllegalStateException("An answer is no JSON", impossible);
        }
    }

    /** An answer always carries all of its properties; a candidate's own schemas say what they require. */
    private static void requireAll(Schema schema) {
        boolean answer = schema.getRequired() == null
                && schema.getProperties() != null
                && schema.getAdditionalPropertiesBoolean() == null;
        if (answer) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(property -> !property.equals("errors"))
                    .toList());
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

    private static Map<String, Set<Kind>> refusals() {
        return Stream.of(
                        AssessmentResource.class,
                        SearchResource.class,
                        RulesResource.class,
                        VocabularyResource.class,
                        LogResource.class,
                        CandidateResource.class)
                .flatMap(resource -> Stream.of(resource.getMethods()))
                .filter(method -> method.isAnnotationPresent(Refusals.class))
                .collect(Collectors.toMap(OpenApiDocument::operationId, method -> {
                    Set<Kind> kinds = EnumSet.copyOf(OF_EVERY_OPERATION);
                    kinds.addAll(List.of(method.getAnnotation(Refusals.class).value()));
                    return kinds;
                }));
    }

    private static String operationId(Method method) {
        return method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
                .operationId();
    }

    private static void addProblems(Operation operation, Set<Kind> kinds) {
        Map<Integer, List<Kind>> byStatus =
                kinds.stream().collect(Collectors.groupingBy(Kind::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, ofStatus) -> {
            String description = ofStatus.stream()
                    .map(kind -> "`" + kind.problem("").type() + "`: "
                            + kind.problem("").title() + ".")
                    .collect(Collectors.joining(" "));
            APIResponse response = OASFactory.createAPIResponse().description(description);
            if (ofStatus.stream().anyMatch(kind -> kind.status() == 503)) {
                response.addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("After how many seconds to try again.")
                                .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)));
            }
            response.content(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
            operation.getResponses().addAPIResponse(Integer.toString(status), response);
        });
    }

    private void addExamples(OpenAPI document) throws IOException {
        AssessmentRecord answer = assessor.decide(
                ExampleCandidate.json(), new Client("hr-system", "127.0.0.1"), EXAMPLE_ID, EXAMPLE_TIME);
        for (Operation operation : operations(document).toList()) {
            switch (operation.getOperationId()) {
                case "assess" -> {
                    operation
                            .getRequestBody()
                            .getContent()
                            .getMediaType("application/json")
                            .setExample(tree(new String(ExampleCandidate.json(), StandardCharsets.UTF_8)));
                    setExample(operation, "201", "application/json", answer.result());
                    setExample(operation, "400", Problem.MEDIA_TYPE, json.writeValueAsString(wrongCandidate()));
                }
                case "getAssessment" -> setExample(operation, "200", "application/json", answer.result());
                case "getFirings" -> setExample(operation, "200", "application/json", answer.firingRecord());
                default -> {
                    // the others need none
                }
            }
        }
    }

    private Problem wrongCandidate() {
        try {
            rulesets.get().reader().read(WRONG_CANDIDATE.getBytes(StandardCharsets.UTF_8));
            throw new IllegalStateException("The wrong candidate is accepted");
        } catch (InvalidCandidateException invalid) {
            return ProblemMappers.problem(invalid);
        }
    }

    private void setExample(Operation operation, String status, String mediaType, String example) throws IOException {
        operation
                .getResponses()
                .getAPIResponse(status)
                .getContent()
                .getMediaType(mediaType)
                .setExample(tree(example));
    }

    private Object tree(String text) throws IOException {
        return json.treeToValue(json.readValue(text, JsonNode.class), Object.class);
    }
}
