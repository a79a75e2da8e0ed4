package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.vocabulary.Criterion;

/** How one criterion of a sheet stands, and why. */
@Schema(description = "How one criterion of a sheet stands, and why.")
public record CriterionVerdict(
        Criterion criterion,
        Status status,

        @Schema(description = "What satisfied it; empty unless it is met.")
        List<Evidence> evidence,

        @Schema(description = "The rules that fired for it: of this sheet, of higher sheets, and shared ones.")
        List<FiredRule> rules) {}
