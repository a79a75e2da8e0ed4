package org.kentei.verdict;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.vocabulary.Criterion;

/** A condition of an unmet criterion that does not hold, taken from the rule that asks it. */
@Schema(
        description =
                "A condition of an unmet criterion that does not hold, taken from the rule that asks it. Answers in"
                        + " a language add a `sentence`.")
public record Shortfall(
        Criterion criterion,

        @Schema(
                description = "Which way to meet the criterion it belongs to, the nearest way first; all shortfalls of"
                        + " one way have to be closed.",
                minimum = "1")
        int alternative,

        @Schema(description = "The clause that asks it.") String clause,

        @Schema(description = "The rule that encodes the clause.")
        String rule,

        @Schema(description = "The condition as the rule writes it.", examples = "headcount >= 250")
        String condition,

        @Schema(description = "What of the project or entry it looks at.")
        String property,

        @Schema(description = "What it asks: a number, a code, or true or false.")
        Object required,

        @Schema(
                description = "What there is: a number, a code, a list of codes, or true or false; null where it is not"
                        + " stated.")
        @Nullable
        Object actual,

        @Schema(description = "How much is missing, as a number; null where that is none.", nullable = true) @Nullable
        Long missing,

        @Schema(description = "The unit of the numbers; null where there are none.", nullable = true) @Nullable
        String unit,

        @Schema(
                description = "The project that comes closest; null where the condition is not about a project, or"
                        + " there is none.",
                nullable = true)
        @Nullable
        String projectId) {}
