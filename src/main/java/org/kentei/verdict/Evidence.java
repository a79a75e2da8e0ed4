package org.kentei.verdict;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.fact.EntryType;

/** An entry of the candidate that satisfied a criterion. */
@Schema(description = "An entry of the candidate that satisfied a criterion.")
public record Evidence(
        @Schema(description = "The kind of entry.") EntryType entry,

        @Schema(description = "The project's id; for other entries their values, joined by slashes.")
        String id) {}
