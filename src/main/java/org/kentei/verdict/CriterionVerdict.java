package org.kentei.verdict;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.vocabulary.Criterion;

/** The status of one criterion of a sheet, with its evidence and rules. */
@Schema(description = "The status of one criterion of a sheet, with its evidence and rules.")
public record CriterionVerdict(
        Criterion criterion,
        Status status,

        @Schema(
                description =
                        "The entries that satisfy it; empty unless it is met. Where accomplishments are required once in"
                                + " all, these are all eligible projects, since any of them may show them.")
        List<Evidence> evidence,

        @Schema(description = "The rules that fired for it: of this sheet, of higher sheets, and shared ones.")
        List<FiredRule> rules) {}
