package org.kentei.verdict;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/** A condition of an unmet criterion that does not hold. */
@Schema(description = "A condition of an unmet criterion that does not hold. Responses in a language add a `sentence`.")
public record Shortfall(
        Criterion criterion,

        @Schema(
                description =
                        "The number of its alternative; the nearest alternative is 1. To meet the criterion, close all"
                                + " shortfalls of one alternative.",
                minimum = "1")
        int alternative,

        @Schema(description = "The clause that requires it.")
        String clause,

        @Schema(description = "The rule that encodes the clause.")
        String rule,

        @Schema(description = "The condition as the rule writes it.", examples = "headcount >= 250")
        String condition,

        @Schema(description = "The property of the project or entry.")
        String property,

        @Schema(description = "The required value: a number, a code, or true or false.")
        Object required,

        @Schema(
                description = "The actual value: a number, a code, a list of codes, or true or false; null if it is not"
                        + " stated.")
        @Nullable
        Object actual,

        @Schema(description = "How much is missing; null if it is not a number.", nullable = true) @Nullable
        Long missing,

        @Schema(description = "The unit of the numbers; null if they have none.", nullable = true) @Nullable
        String unit,

        @Schema(
                description =
                        "The project that comes closest; null if the condition is not about a project, or if there"
                                + " is none.",
                nullable = true)
        @Nullable
        String projectId) {}
