package org.kentei.log;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The client that sent a request. Its JSON form is part of firing records and of entries of the log.
 *
 * @param name what the client calls itself in the header {@code Kentei-Client}
 * @param address the address that the request came from
 */
@Schema(description = "The client that requested the assessment.")
public record Client(
        @Schema(
                description = "The name of the client, from the header Kentei-Client; null if it sent none.",
                nullable = true)
        @Nullable
        String name,

        @Schema(description = "The network address that the request came from.", nullable = true) @Nullable
        String address) {}
