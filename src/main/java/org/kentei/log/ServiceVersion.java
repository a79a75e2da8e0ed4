package org.kentei.log;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The programs that made an assessment. Its JSON form is part of results and firing records; an entry of the log has the
 * version as {@code service} and the engine as {@code engine}.
 *
 * @param version Kentei with its version
 * @param engine the rule engine with its version
 */
@Schema(name = "Service", description = "The programs that decided.")
public record ServiceVersion(
        @Schema(description = "Kentei's version.") String version,

        @Schema(description = "The rule engine with its version.")
        String engine) {}
