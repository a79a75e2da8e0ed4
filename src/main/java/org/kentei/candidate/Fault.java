package org.kentei.candidate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing wrong with a candidate as given.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole body
 * @param detail what is wrong and what was expected, in the words of the candidate's JSON
 */
@Schema(description = "An error of a submitted candidate.")
public record Fault(
        @Schema(
                description = "The location, as a JSON Pointer (RFC 6901); empty for the whole body.",
                example = "/projects/0/headcount")
        String pointer,

        @Schema(description = "The error, and what was expected.")
        String detail) {}
