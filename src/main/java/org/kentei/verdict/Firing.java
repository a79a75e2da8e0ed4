package org.kentei.verdict;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.EntryType;

/** One firing of a rule. */
@Schema(description = "One firing of a rule.")
public record Firing(
        @Schema(description = "Its position in the order of firings.", minimum = "1")
        int sequence,

        @Schema(description = "The rule's name, under which /v1/rules/{name} shows its text.")
        String rule,

        @Schema(description = "The clause that the rule encodes.")
        String clause,

        @Schema(description = "The rule's file, relative to the rules folder.")
        String file,

        @Schema(
                description = "The sheet it fired for; null if it did not fire for a sheet.",
                nullable = true,
                extensions = @Extension(name = "x-codes", value = "sheets"))
        @Nullable
        String sheet,

        @Schema(description = "The matched fact first, then the entries that it sums up.")
        List<FiringFact> facts,

        @Schema(description = "The conclusion as a sentence.")
        String conclusion) {

    /** A fact that a rule matched. */
    @Schema(description = "A fact that a rule matched.")
    public record FiringFact(
            @Schema(description = "The kind of entry, or of sum of entries.")
            EntryType entry,

            @Schema(description = "The project's id; for other entries their values, joined by slashes.")
            String id,

            @Schema(description = "The values that its conditions read; null if the candidate did not state" + " one.")
            Map<String, @Nullable Object> values) {}
}
