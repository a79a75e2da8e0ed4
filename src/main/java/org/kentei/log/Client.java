package org.kentei.log;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The client that sent a request. Its JSON form is part of firing records and of entries of the log.
 *
 * @param name what the client calls itself in the header {@code Kentei-Client}
 * @param address the address that the request came from
 */
@Schema(description = "Who asked for the assessment.")
public record Client(
        @Schema(
                description = "What the caller called itself in the header Kentei-Client; null where it did not.",
                nullable = true)
        @Nullable
        String name,

        @Schema(description = "The network address that the request came from.", nullable = true) @Nullable
        String address) {}
