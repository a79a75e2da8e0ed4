package org.kentei.meaning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/**
 * The claims of a generated candidate in one specialty field, by aspect. An aspect without a value is not claimed.
 *
 * @param asOf the as-of date of the candidate
 * @param field the field of the project and the specialty
 * @param aspects the value of each claimed aspect
 * @param simplest the values for what must be stated: role, area, kind, method
 */
record ClaimDraft(LocalDate asOf, String field, Map<Aspect, Object> aspects, Simplest simplest) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_RUNS = 12;

    /**
     * The simplest codes for required properties.
     *
     * @param roles all roles, lowest first
     * @param depths all depths, lowest first
     */
    record Simplest(List<String> roles, List<String> depths, List<String> areas, String method) {

        static Simplest of(Vocabulary vocabulary, SpecialtyField field) {
            return new Simplest(
                    ladder(vocabulary, CodeList.ROLES, field),
                    ladder(vocabulary, CodeList.DEPTHS, field),
                    field.areas().stream().map(Term::code).toList(),
                    vocabulary.codes(CodeList.DEVELOPMENT_METHODS).get(0));
        }

        private static List<String> ladder(Vocabulary vocabulary, CodeList list, SpecialtyField field) {
            return vocabulary.ladder(list, field.field()).stream()
                    .map(Term::code)
                    .toList();
        }

        String area() {
            return areas.isEmpty() ? "" : areas.get(0);
        }

        String role() {
            return roles.get(0);
        }
    }

    /** The sum of the ranks of role and depth. */
    int rank() {
        return Math.max(0, simplest.roles().indexOf(aspects.get(Aspect.ROLE)))
                + Math.max(0, simplest.depths().indexOf(aspects.get(Aspect.DEPTH)));
    }

    ClaimDraft {
        EnumMap<Aspect, Object> own = new EnumMap<>(Aspect.class);
        own.putAll(aspects);
        aspects = own;
    }

    /** The claims of a candidate with only one short project. */
    static ClaimDraft none(LocalDate asOf, Vocabulary vocabulary, SpecialtyField field) {
        return new ClaimDraft(asOf, field.field(), Map.of(), Simplest.of(vocabulary, field));
    }

    @Nullable
    Object get(Aspect aspect) {
        return aspects.get(aspect);
    }

    /** The same claims with another value for one aspect; null removes it. */
    ClaimDraft with(Aspect aspect, @Nullable Object value) {
        Map<Aspect, Object> changed = new EnumMap<>(Aspect.class);
        changed.putAll(aspects);
        if (value == null) {
            changed.remove(aspect);
        } else {
            changed.put(aspect, value);
        }
        return new ClaimDraft(asOf, field, changed, simplest);
    }

    int number(Aspect aspect) {
        return aspects.get(aspect) instanceof Number number ? number.intValue() : 0;
    }

    @SuppressWarnings("unchecked") // the search puts sets of codes under these aspects and nothing else
    Set<String> codes(Aspect aspect) {
        return (Set<String>) aspects.getOrDefault(aspect, Set.of());
    }

    private boolean so(Aspect aspect) {
        return !Boolean.FALSE.equals(aspects.get(aspect));
    }

    /** One candidate with all these claims, in the form in which HR systems post candidates. */
    static Map<String, Object> candidate(List<ClaimDraft> together) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("candidateId", "example");
        candidate.put("asOf", together.get(0).asOf().toString());
        List<Object> projects = new ArrayList<>();
        List<Object> specialties = new ArrayList<>();
        List<Object> contributions = new ArrayList<>();
        List<Object> developments = new ArrayList<>();
        List<Object> examinations = new ArrayList<>();
        for (ClaimDraft one : together) {
            one.addProjects(projects);
            one.addSpecialty(specialties);
            one.addContributions(contributions);
            one.addDevelopments(developments);
            one.addExamination(examinations);
        }
        putUnlessEmpty(candidate, "projects", projects);
        putUnlessEmpty(candidate, "specialties", specialties);
        putUnlessEmpty(candidate, "contributions", contributions);
        putUnlessEmpty(candidate, "subordinateDevelopment", developments);
        putUnlessEmpty(candidate, "examinations", examinations);
        return candidate;
    }

    static byte[] json(Map<String, Object> candidate) {
        try {
            return JSON.writeValueAsBytes(candidate);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }

    private void addProjects(List<Object> projects) {
        LocalDate after = asOf.plusDays(1);
        if (!so(Aspect.BEGUN)) {
            projects.add(project(projects.size() + 1, after, null));
            return;
        }
        int months = number(Aspect.MONTHS);
        int run = aspects.containsKey(Aspect.LONGEST_RUN) ? number(Aspect.LONGEST_RUN) : months;
        if (run <= 0 || run >= months || months > run * MOST_RUNS) {
            int all = Math.max(run, months);
            for (int place = 0; place < Math.max(1, number(Aspect.PROJECTS)); place++) {
                projects.add(project(projects.size() + 1, all == 0 ? asOf : after.minusMonths(all), null));
            }
            return;
        }
        LocalDate end = after;
        for (int left = months; left > 0; left -= run) {
            LocalDate from = end.minusMonths(Math.min(run, left));
            projects.add(project(projects.size() + 1, from, end.equals(after) ? null : end.minusDays(1)));
            end = from.minusMonths(1);
        }
    }

    private Map<String, Object> project(int number, LocalDate from, @Nullable LocalDate to) {
        Map<String, Object> project = new LinkedHashMap<>();
        project.put("projectId", "P-" + number);
        project.put("specialtyField", field);
        project.put("role", Objects.requireNonNullElse(aspects.get(Aspect.ROLE), simplest.role()));
        putUnlessEmpty(project, "phases", codes(Aspect.PHASES));
        project.put("from", from.toString());
        if (to != null) {
            project.put("to", to.toString());
        }
        project.put("successful", so(Aspect.SUCCESSFUL));
        putUnlessEmpty(project, "accomplishments", codes(Aspect.ACCOMPLISHMENTS));
        putUnlessEmpty(project, "complexity", codes(Aspect.COMPLEXITY));
        putUnlessNull(project, "headcount", aspects.get(Aspect.HEADCOUNT));
        putUnlessNull(project, "annualContractValue", aspects.get(Aspect.ANNUAL_CONTRACT_VALUE));
        putUnlessNull(project, "annualUsers", aspects.get(Aspect.ANNUAL_USERS));
        return project;
    }

    private void addSpecialty(List<Object> specialties) {
        Object depth = aspects.get(Aspect.DEPTH);
        if (depth != null) {
            specialties.add(specialty(Objects.requireNonNullElse(aspects.get(Aspect.AREA), simplest.area()), depth));
        }
        if (aspects.get(Aspect.DEPTHS) instanceof List<?> depths) {
            for (int place = 0; place < Math.min(depths.size(), simplest.areas().size()); place++) {
                specialties.add(specialty(simplest.areas().get(place), depths.get(place)));
            }
        }
    }

    private Map<String, Object> specialty(Object area, Object depth) {
        Map<String, Object> specialty = new LinkedHashMap<>();
        specialty.put("specialtyField", field);
        specialty.put("area", area);
        specialty.put("depth", depth);
        return specialty;
    }

    private void addContributions(List<Object> contributions) {
        for (String kind : codes(Aspect.KINDS)) {
            Map<String, Object> contribution = new LinkedHashMap<>();
            contribution.put("kind", kind);
            contribution.put(
                    "specialtyField", Objects.requireNonNullElse(aspects.get(Aspect.CONTRIBUTION_FIELD), field));
            contribution.put(
                    "date",
                    (so(Aspect.MADE) ? asOf.minusYears(number(Aspect.CONTRIBUTION_YEARS)) : asOf.plusDays(1))
                            .toString());
            contributions.add(contribution);
        }
    }

    private void addDevelopments(List<Object> developments) {
        LocalDate last = so(Aspect.DEVELOPMENT_BEGUN) ? asOf : asOf.plusDays(1);
        int months = number(Aspect.DEVELOPMENT_MONTHS);
        for (int place = 0; place < Math.max(number(Aspect.RECORDS), months > 0 ? 1 : 0); place++) {
            Map<String, Object> development = new LinkedHashMap<>();
            development.put("method", Objects.requireNonNullElse(aspects.get(Aspect.METHOD), simplest.method()));
            development.put(
                    "from",
                    (so(Aspect.DEVELOPMENT_BEGUN)
                                    ? months > 0 ? last.plusDays(1).minusMonths(months) : last.minusDays(place)
                                    : last.plusDays(place))
                            .toString());
            developments.add(development);
        }
    }

    private void addExamination(List<Object> examinations) {
        Object code = aspects.get(Aspect.EXAMINATION);
        if (code != null) {
            Map<String, Object> examination = new TreeMap<>();
            examination.put("code", code);
            examination.put("passedOn", (so(Aspect.PASSED) ? asOf : asOf.plusDays(1)).toString());
            examinations.add(examination);
        }
    }

    private static void putUnlessEmpty(Map<String, Object> to, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            to.put(name, List.copyOf(values));
        }
    }

    private static void putUnlessNull(Map<String, Object> to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
