package org.kentei.log;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The ruleset that decided. */
@Schema(name = "Ruleset", description = "The ruleset that decided.")
public record RulesetReference(
        @Schema(description = "SHA-256 over the names and bytes of its files, in hex.", pattern = "^[0-9a-f]{64}$")
        String revision) {}
