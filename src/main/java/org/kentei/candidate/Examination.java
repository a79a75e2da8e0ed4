package org.kentei.candidate;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An examination the candidate passed. */
@Schema(
        description = "An examination that the candidate passed.",
        additionalProperties = Schema.False.class,
        requiredProperties = {"code", "passedOn"})
public record Examination(
        @Schema(extensions = @Extension(name = "x-codes", value = "examinations"))
        String code,

        LocalDate passedOn) {

    /** The values of the entry as its id, since entries have no id of their own. */
    public String id() {
        return code + "/" + passedOn;
    }
}
