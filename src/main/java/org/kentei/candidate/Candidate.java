package org.kentei.candidate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What an HR system claims of one person, checked and in canonical order: two candidates that differ only in the order
 * of their lists are equal.
 *
 * @param candidateId the HR system's own id of the person
 * @param asOf the day on which the claims are judged; what lies after it is no evidence
 */
public record Candidate(
        String candidateId,
        LocalDate asOf,
        List<Project> projects,
        List<Specialty> specialties,
        List<Contribution> contributions,
        List<SubordinateDevelopment> subordinateDevelopment,
        List<Examination> examinations) {

    public Candidate {
        projects = sorted(projects, Comparator.comparing(Project::projectId));
        specialties = sorted(specialties, Comparator.comparing(Specialty::id));
        contributions = sorted(contributions, Comparator.comparing(Contribution::id));
        subordinateDevelopment = sorted(subordinateDevelopment, Comparator.comparing(SubordinateDevelopment::id));
        examinations = sorted(examinations, Comparator.comparing(Examination::id));
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        return list.stream().sorted(order).toList();
    }
}
