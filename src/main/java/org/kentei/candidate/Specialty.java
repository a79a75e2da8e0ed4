package org.kentei.candidate;

import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A specialty the candidate holds.
 *
 * @param area one of the field's areas
 * @param depth the depth, a level of an ordinal scale
 */
@Schema(
        description = "A specialty of the candidate.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"specialtyField", "area", "depth"})
public record Specialty(
        @Schema(extensions = @Extension(name = "x-codes", value = "specialtyFields"))
        String specialtyField,

        @Schema(description = "An area of the field.", extensions = @Extension(name = "x-codes", value = "areas"))
        String area,

        @Schema(
                description = "Ordinal; the lowest level first.",
                extensions = @Extension(name = "x-codes", value = "depths"))
        String depth) {

    /** The values of the entry as its id, since entries have no id of their own. */
    public String id() {
        return specialtyField + "/" + area + "/" + depth;
    }
}
