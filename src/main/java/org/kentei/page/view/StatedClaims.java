package org.kentei.page.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;

/**
 * The claims of a candidate as they were submitted. They were valid when they were assessed, so they are not checked again, and
 * codes that the vocabulary no longer has are kept.
 *
 * @param projects in the order in which they began
 */
public record StatedClaims(
        List<Project> projects,
        List<StatedClaim> specialties,
        List<StatedClaim> contributions,
        List<StatedClaim> developments,
        List<StatedClaim> examinations) {

    /** No claims. */
    public static final StatedClaims NONE = new StatedClaims(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * A claim that is not a project.
     *
     * @param id its id in firing records
     * @param day the day of a contribution, or of an examination; else null
     */
    public record StatedClaim(String id, @Nullable LocalDate day) {}

    /** Reads a candidate's JSON. */
    public static StatedClaims of(JsonNode candidate) {
        List<Project> projects = new ArrayList<>(list(candidate, "projects", StatedClaims::project));
        projects.sort(Comparator.comparing(Project::from).thenComparing(Project::projectId));
        return new StatedClaims(
                List.copyOf(projects),
                list(candidate, "specialties", one -> claim(one, null, "specialtyField", "area", "depth")),
                list(candidate, "contributions", one -> claim(one, "date", "kind", "specialtyField", "date", "title")),
                list(candidate, "subordinateDevelopment", one -> claim(one, null, "method", "from", "to", "persons")),
                list(candidate, "examinations", one -> claim(one, "passedOn", "code", "passedOn")));
    }

    private static Project project(JsonNode one) {
        return new Project(
                one.path("projectId").asText(),
                text(one, "title"),
                one.path("specialtyField").asText(),
                one.path("role").asText(),
                codes(one, "phases"),
                LocalDate.parse(one.path("from").asText()),
                text(one, "to") == null ? null : LocalDate.parse(one.path("to").asText()),
                one.path("successful").asBoolean(),
                codes(one, "accomplishments"),
                codes(one, "complexity"),
                number(one, "headcount"),
                number(one, "annualContractValue"),
                number(one, "annualUsers"));
    }

    private static StatedClaim claim(JsonNode one, @Nullable String day, String... parts) {
        List<String> id = new ArrayList<>();
        for (String part : parts) {
            if (one.hasNonNull(part)) {
                id.add(one.path(part).asText());
            }
        }
        return new StatedClaim(
                String.join("/", id),
                day == null ? null : LocalDate.parse(one.path(day).asText()));
    }

    private static <T> List<T> list(JsonNode candidate, String name, Function<JsonNode, T> read) {
        return StreamSupport.stream(candidate.path(name).spliterator(), false)
                .map(read)
                .toList();
    }

    private static List<String> codes(JsonNode one, String name) {
        return list(one, name, JsonNode::asText);
    }

    private static @Nullable String text(JsonNode one, String name) {
        return one.hasNonNull(name) ? one.path(name).asText() : null;
    }

    private static @Nullable Long number(JsonNode one, String name) {
        return one.hasNonNull(name) ? Long.valueOf(one.path(name).asLong()) : null;
    }
}
