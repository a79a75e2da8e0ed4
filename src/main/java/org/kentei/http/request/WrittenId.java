package org.kentei.http.request;

import java.util.Optional;
import java.util.UUID;

/** An id as an address names it. */
public final class WrittenId {

    private WrittenId() {}

    /** The id, if it is written as UUIDs are; else empty. Java alone would accept shorter ones. */
    public static Optional<UUID> read(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
