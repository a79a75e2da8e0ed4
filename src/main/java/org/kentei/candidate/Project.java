package org.kentei.candidate;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(
        description = "A project of the candidate.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"projectId", "specialtyField", "role", "from", "successful"})
public record Project(
        @Schema(description = "Unique within the candidate.", minLength = 1, maxLength = CandidateLimits.ID_LENGTH)
        String projectId,

        @Schema(nullable = true, maxLength = CandidateLimits.TITLE_LENGTH) @Nullable
        String title,

        @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
        String specialtyField,

        @Schema(
                description = "Ordinal; the lowest level first.",
                extensions = @Extension(name = "x-codes", value = "roles"))
        String role,

        @Schema(
                extensions = @Extension(name = "x-codes", value = "phases"),
                maxItems = CandidateLimits.CODES,
                nullable = true)
        List<String> phases,

        @Schema(description = "The first day.") LocalDate from,

        @Schema(description = "The last day, inclusive; omitted while it continues.", nullable = true) @Nullable
        LocalDate to,

        @Schema(description = "Whether it was successful. Only successful projects count.")
        boolean successful,

        @Schema(
                extensions = @Extension(name = "x-codes", value = "accomplishments"),
                maxItems = CandidateLimits.CODES,
                nullable = true)
        List<String> accomplishments,

        @Schema(
                description =
                        "The complexity criteria that it meets. Criteria that are not in the lists of its field do "
                                + "not count.",
                extensions = @Extension(name = "x-codes", value = "complexity"),
                maxItems = CandidateLimits.CODES,
                nullable = true)
        List<String> complexity,

        @Schema(
                description = "Persons at peak.",
                minimum = "0",
                maximum = "" + CandidateLimits.PERSONS,
                nullable = true)
        @Nullable
        Long headcount,

        @Schema(
                description = "Yen a year.",
                minimum = "0",
                maximum = "" + CandidateLimits.ANNUAL_CONTRACT_VALUE,
                nullable = true)
        @Nullable
        Long annualContractValue,

        @Schema(
                description = "Users served per year.",
                minimum = "0",
                maximum = "" + CandidateLimits.ANNUAL_USERS,
                nullable = true)
        @Nullable
        Long annualUsers) {

    public Project {
        phases = inOrder(phases);
        accomplishments = inOrder(accomplishments);
        complexity = inOrder(complexity);
    }

    /** Codes in alphabetical order, each once; most lists are so already. */
    private static List<String> inOrder(List<String> codes) {
        for (int place = 1; place < codes.size(); place++) {
            if (codes.get(place - 1).compareTo(codes.get(place)) >= 0) {
                return codes.stream().distinct().sorted().toList();
            }
        }
        // the same class of list as above, because code that meets only one class of list is faster
        return codes.stream().toList();
    }
}
