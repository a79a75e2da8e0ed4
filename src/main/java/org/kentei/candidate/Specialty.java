package org.kentei.candidate;

import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A specialty the candidate holds.
 *
 * @param area one of the field's areas
 * @param depth how deep it goes, a rung of the depth ladder
 */
@Schema(
        description = "A specialty the candidate holds.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"specialtyField", "area", "depth"})
public record Specialty(
        @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
        String specialtyField,

        @Schema(
                description = "One of the field's own areas.",
                extensions = @Extension(name = "x-codes", value = "areas"))
        String area,

        @Schema(description = "A ladder, lowest first.", extensions = @Extension(name = "x-codes", value = "depths"))
        String depth) {

    /** Names the entry by what it says, since entries have no id of their own. */
    public String id() {
        return specialtyField + "/" + area + "/" + depth;
    }
}
