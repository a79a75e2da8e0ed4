package org.kentei.verdict;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.EntryType;

/** One rule firing once. */
@Schema(description = "One rule firing once.")
public record Firing(
        @Schema(description = "Its place in the order of firings.", minimum = "1")
        int sequence,

        @Schema(description = "The rule's name, under which /v1/rules/{name} shows its text.")
        String rule,

        @Schema(description = "The sheet's clause, or for a shared rule its paragraph of the reading.")
        String clause,

        @Schema(description = "The file that the rule stands in, relative to the rules folder.")
        String file,

        @Schema(
                description = "The sheet it was fired for; null where no sheet came into it.",
                nullable = true,
                extensions = @Extension(name = "x-codes", value = "sheets"))
        @Nullable
        String sheet,

        @Schema(description = "What it looked at: first the fact it speaks of, then the entries summed up in it.")
        List<FiringFact> facts,

        @Schema(description = "What it concluded, as a sentence.")
        String conclusion) {

    /** A fact that a rule looked at. */
    @Schema(description = "A fact that a rule looked at.")
    public record FiringFact(
            @Schema(description = "What kind of entry, or of sum over entries.")
            EntryType entry,

            @Schema(description = "The project's id; for other entries what they say, joined by slashes.")
            String id,

            @Schema(
                    description = "The values that its conditions looked at; null where the candidate did not state"
                            + " one.")
            Map<String, @Nullable Object> values) {}
}
