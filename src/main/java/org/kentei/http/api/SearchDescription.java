package org.kentei.http.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;

/** Describes the filters of a search in the OpenAPI document, for every operation that takes them. */
final class SearchDescription {

    private static final Set<String> OPERATIONS = Set.of("listAssessments", "exportAssessments");

    private SearchDescription() {}

    static void describe(Operation operation) {
        if (!OPERATIONS.contains(operation.getOperationId())) {
            return;
        }
        List<Parameter> parameters = new ArrayList<>(SearchParameters.NAMES.stream()
                .map(SearchDescription::parameter)
                .toList());
        if (operation.getParameters() != null) {
            parameters.addAll(operation.getParameters());
        }
        operation.setParameters(parameters);
    }

    private static Parameter parameter(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description(name))
                .schema(schema(name));
    }

    private static String description(String name) {
        return switch (name) {
            case "candidateId" -> "Only assessments of this candidate.";
            case "specialtyField" ->
                "Certified in this specialty field, at any level or at `level`." + codesAt(CodeList.SPECIALTY_FIELDS);
            case "level" ->
                "Certified at this level in `specialtyField`, or as the highest level of all fields if no "
                        + "field is given; `NONE` for no level.";
            case "sheet" ->
                "Only assessments that meet this sheet, unless `status` or `criterion` is given."
                        + codesAt(CodeList.SHEETS);
            case "criterion" -> "Only assessments that meet this criterion of `sheet`, unless `status` is given.";
            case "status" -> "The status of `criterion`, or of the sheet if no criterion is given; `MET` if omitted.";
            case "clause" -> "Only assessments for which a rule of this clause fired.";
            case "rule" -> "Only assessments for which the rule with this name fired.";
            case "revision" -> "Decided by this revision of the ruleset.";
            case "client" -> "Requested by the client with this name.";
            case "from" -> "Made at this time or later.";
            case "to" -> "Made before this time.";
            case "latest" ->
                "If `true`, only the latest assessment of each candidate, if the other filters match it. A candidate "
                        + "who is assessed again while you follow the pages may be left out.";
            default -> throw new IllegalArgumentException("No description of " + name);
        };
    }

    private static String codesAt(CodeList list) {
        return " `/v1/vocabulary` lists the current codes as `" + list.listName()
                + "`; codes of earlier revisions are accepted too.";
    }

    private static Schema schema(String name) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.STRING);
        List<String> codes = codes(name);
        if (codes != null) {
            schema.setEnumeration(List.copyOf(codes));
        } else if (name.equals("from") || name.equals("to")) {
            schema.setFormat("date-time");
        } else if (name.equals("revision")) {
            schema.setPattern("^" + RulesetFiles.REVISION + "$");
        }
        return schema;
    }

    private static @Nullable List<String> codes(String name) {
        return switch (name) {
            case "level" -> SearchParameters.LEVELS;
            case "latest" -> SearchParameters.BOOLEANS;
            case "criterion" -> SearchParameters.names(Criterion.values());
            case "status" -> SearchParameters.names(Status.values());
            default -> null;
        };
    }
}
