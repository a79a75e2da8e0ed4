package org.kentei.candidate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project the candidate worked on.
 *
 * @param projectId unique within the candidate
 * @param from its first day
 * @param to its last day, itself included; null while it goes on
 * @param headcount persons at peak; null where not stated
 * @param annualContractValue yen a year; null where not stated
 * @param annualUsers users accommodated a year; null where not stated
 */
public record Project(
        String projectId,
        @Nullable String title,
        String specialtyField,
        String role,
        List<String> phases,
        LocalDate from,
        @Nullable LocalDate to,
        boolean successful,
        List<String> accomplishments,
        List<String> complexity,
        @Nullable Long headcount,
        @Nullable Long annualContractValue,
        @Nullable Long annualUsers) {

    public Project {
        phases = phases.stream().distinct().sorted().toList();
        accomplishments = accomplishments.stream().distinct().sorted().toList();
        complexity = complexity.stream().distinct().sorted().toList();
    }
}
