package org.kentei.candidate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an HR system about one person, checked and in canonical order: two candidates that differ only in the order
 * of their lists are equal.
 *
 * @param candidateId the HR system's own id of the person
 * @param asOf the as-of date; later events do not count
 * @param asOfZone the time zone of today's date; null if the candidate states the as-of date
 */
@Schema(
        description = "The claims of an HR system about one person.",
        requiredProperties = "candidateId",
        additionalProperties = Schema.False.class)
public record Candidate(
        @Schema(
                description = "The HR system's own id of the person.",
                minLength = 1,
                maxLength = CandidateLimits.ID_LENGTH)
        String candidateId,

        @Schema(
                description = "The as-of date of the claims; later events do not count. Today if omitted.",
                nullable = true)
        LocalDate asOf,

        @Schema(hidden = true) @Nullable ZoneId asOfZone,

        @Schema(nullable = true, maxItems = CandidateLimits.PROJECTS)
        List<Project> projects,

        @Schema(nullable = true, maxItems = CandidateLimits.SPECIALTIES)
        List<Specialty> specialties,

        @Schema(nullable = true, maxItems = CandidateLimits.CONTRIBUTIONS)
        List<Contribution> contributions,

        @Schema(nullable = true, maxItems = CandidateLimits.SUBORDINATE_DEVELOPMENT)
        List<SubordinateDevelopment> subordinateDevelopment,

        @Schema(nullable = true, maxItems = CandidateLimits.EXAMINATIONS)
        List<Examination> examinations) {

    public Candidate {
        projects = sorted(projects, Comparator.comparing(Project::projectId));
        specialties = sorted(specialties, Comparator.comparing(Specialty::id));
        contributions = sorted(contributions, Comparator.comparing(Contribution::id));
        subordinateDevelopment = sorted(subordinateDevelopment, Comparator.comparing(SubordinateDevelopment::id));
        examinations = sorted(examinations, Comparator.comparing(Examination::id));
    }

    /** A candidate that states the as-of date. */
    public Candidate(
            String candidateId,
            LocalDate asOf,
            List<Project> projects,
            List<Specialty> specialties,
            List<Contribution> contributions,
            List<SubordinateDevelopment> subordinateDevelopment,
            List<Examination> examinations) {
        this(candidateId, asOf, null, projects, specialties, contributions, subordinateDevelopment, examinations);
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        return list.size() < 2
                ? list.stream().toList()
                : list.stream().sorted(order).toList();
    }
}
