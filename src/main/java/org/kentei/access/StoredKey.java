package org.kentei.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/**
 * What is kept of an API key.
 *
 * @param keyId what the key is called in lists: the first 12 hex digits of its hash
 * @param hash the SHA-256 of the key
 * @param client the client that it authenticates
 * @param roles what the client may do with it
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt when it was revoked; null if it was not
 * @param replacedBy the id of the key that took its place; null if none did
 * @param lastUsedAt when it was used last, to the minute; null if it never was
 */
public record StoredKey(
        String keyId,
        Hash hash,
        String client,
        Set<Role> roles,
        Instant addedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy,
        @Nullable Instant lastUsedAt) {

    private static final int ID_DIGITS = 12;

    static String id(Hash hash) {
        return hash.hex().substring(0, ID_DIGITS);
    }

    /** Whether the key is accepted at that moment. */
    public boolean live(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
