package org.kentei.candidate;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contribution to expertise succession, such as a book or a talk.
 *
 * @param specialtyField the field it is tagged with, or the category as a whole
 */
@Schema(
        description = "A contribution to expertise succession.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"kind", "specialtyField", "date"})
public record Contribution(
        @Schema(extensions = @Extension(name = "x-codes", value = "contributionKinds"))
        String kind,

        @Schema(
                description = "Its specialty field, or the code for the whole category.",
                extensions = @Extension(name = "x-codes", value = "contributionFields"))
        String specialtyField,

        LocalDate date,

        @Schema(nullable = true, maxLength = CandidateLimits.TITLE_LENGTH) @Nullable
        String title) {

    /** The values of the entry as its id, since entries have no id of their own. */
    public String id() {
        return kind + "/" + specialtyField + "/" + date + (title == null ? "" : "/" + title);
    }
}
