package org.kentei.verdict;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule that fired for a criterion. */
@Schema(description = "A rule that fired for a criterion.")
public record FiredRule(
        @Schema(description = "The name of the rule; `/v1/rules/{name}` returns its text.")
        String rule,

        @Schema(description = "The clause that the rule encodes.")
        String clause) {}
