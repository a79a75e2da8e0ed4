package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/** Does what shortfalls ask, and nothing more, to the entries that they name. */
final class ClosedShortfall {

    /** A code asked by name counts among the criteria, and time is worked once a project has begun. */
    private static final List<String> LAST = List.of("criteria", "months", "longestRunMonths");

    private final Vocabulary vocabulary;
    private final Sheet sheet;
    private Candidate candidate;

    private ClosedShortfall(Vocabulary vocabulary, Sheet sheet, Candidate candidate) {
        this.vocabulary = vocabulary;
        this.sheet = sheet;
        this.candidate = candidate;
    }

    /** The candidate with the shortfalls of one alternative closed. */
    static Candidate of(Vocabulary vocabulary, Sheet sheet, Candidate candidate, List<Shortfall> shortfalls) {
        ClosedShortfall closed = new ClosedShortfall(vocabulary, sheet, candidate);
        shortfalls.stream()
                .sorted(Comparator.comparing((Shortfall one) -> LAST.indexOf(one.property())))
                .forEach(closed::close);
        return closed.candidate;
    }

    private void close(Shortfall shortfall) {
        switch (shortfall.property()) {
            case "kinds" -> contribute(shortfall.missing());
            case "records" -> develop(shortfall.missing());
            case "depth" -> specialise((String) shortfall.required());
            default -> candidate = CandidateGenerator.with(candidate, projects(shortfall));
        }
    }

    private void develop(long missing) {
        Stream<SubordinateDevelopment> more =
                Stream.generate(() -> new SubordinateDevelopment("MENTORING", candidate.asOf(), null, null));
        candidate = new Candidate(
                candidate.candidateId(),
                candidate.asOf(),
                candidate.projects(),
                candidate.specialties(),
                candidate.contributions(),
                Stream.concat(candidate.subordinateDevelopment().stream(), more.limit(missing))
                        .toList(),
                candidate.examinations());
    }

    private void contribute(long missing) {
        Set<String> known = new LinkedHashSet<>();
        candidate.contributions().stream()
                .filter(one -> !one.date().isAfter(candidate.asOf()))
                .filter(one -> one.specialtyField().equals(sheet.specialtyField())
                        || sheet.specialtyField().equals("OPERATIONS_MANAGEMENT"))
                .forEach(one -> known.add(one.kind()));
        Stream<Contribution> more = vocabulary.codes(CodeList.CONTRIBUTION_KINDS).stream()
                .filter(kind -> !known.contains(kind))
                .limit(missing)
                .map(kind -> new Contribution(kind, sheet.specialtyField(), candidate.asOf(), "closed"));
        candidate = new Candidate(
                candidate.candidateId(),
                candidate.asOf(),
                candidate.projects(),
                candidate.specialties(),
                Stream.concat(candidate.contributions().stream(), more).toList(),
                candidate.subordinateDevelopment(),
                candidate.examinations());
    }

    private void specialise(String depth) {
        SpecialtyField field = vocabulary.field(sheet.specialtyField());
        Specialty specialty = new Specialty(field.field(), field.areas().get(0).code(), depth);
        candidate = new Candidate(
                candidate.candidateId(),
                candidate.asOf(),
                candidate.projects(),
                List.of(specialty),
                candidate.contributions(),
                candidate.subordinateDevelopment(),
                candidate.examinations());
    }

    /**
     * The projects with the named one changed. What is missing of the projects together is given to each of them; where
     * there is none, one is stated anew.
     */
    private List<Project> projects(Shortfall shortfall) {
        List<Project> projects = new ArrayList<>(candidate.projects());
        if (projects.stream().noneMatch(project -> project.specialtyField().equals(sheet.specialtyField()))) {
            projects.add(anew());
        }
        projects.replaceAll(project -> project.specialtyField().equals(sheet.specialtyField())
                        && (shortfall.projectId() == null
                                || shortfall.projectId().equals(project.projectId()))
                ? closed(project, shortfall)
                : project);
        return projects;
    }

    private Project anew() {
        return new Project(
                "P-anew",
                null,
                sheet.specialtyField(),
                "MEMBER",
                List.of(),
                candidate.asOf(),
                null,
                true,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    private Project closed(Project project, Shortfall shortfall) {
        Object required = shortfall.required();
        boolean begins = shortfall.property().equals("begun");
        boolean lasts =
                LAST.indexOf(shortfall.property()) > 0 && !project.from().isAfter(candidate.asOf());
        return new Project(
                project.projectId(),
                project.title(),
                project.specialtyField(),
                shortfall.property().equals("role") ? (String) required : project.role(),
                with("phases", project.phases(), shortfall),
                lasts
                        ? earlier(project.from(), candidate.asOf().minusMonths((Long) required))
                        : begins ? candidate.asOf() : project.from(),
                lasts || begins ? null : project.to(),
                shortfall.property().equals("successful") || project.successful(),
                with("accomplishments", project.accomplishments(), shortfall),
                shortfall.property().equals("criteria")
                        ? withCriteria(project.complexity(), (Long) required)
                        : with("complexity", project.complexity(), shortfall),
                number("headcount", project.headcount(), shortfall),
                number("annualContractValue", project.annualContractValue(), shortfall),
                number("annualUsers", project.annualUsers(), shortfall));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<String> with(String property, List<String> codes, Shortfall shortfall) {
        return shortfall.property().equals(property)
                ? CandidateGenerator.plus(codes, (String) shortfall.required())
                : codes;
    }

    private List<String> withCriteria(List<String> complexity, long required) {
        Set<String> codes = new LinkedHashSet<>(complexity);
        for (String code : sheet.complexity()) {
            if (codes.stream().filter(sheet.complexity()::contains).count() < required) {
                codes.add(code);
            }
        }
        return List.copyOf(codes);
    }

    private static @Nullable Long number(String property, @Nullable Long stated, Shortfall shortfall) {
        if (!shortfall.property().equals(property)) {
            return stated;
        }
        long required = (Long) shortfall.required();
        return shortfall.condition().contains("<") ? Long.valueOf(required - 1) : Long.valueOf(required);
    }
}
