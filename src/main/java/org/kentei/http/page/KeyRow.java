package org.kentei.http.page;

import java.time.Instant;
import java.util.List;
import org.kentei.access.Role;
import org.kentei.access.StoredKey;

/**
 * An API key as a row of the page of keys.
 *
 * @param state the key of the words for its state: valid, expired or revoked
 */
public record KeyRow(StoredKey key, List<String> roles, String state) {

    /** The row of a key at a moment. */
    public static KeyRow of(StoredKey key, Instant now) {
        String state = key.revokedAt() != null ? "revoked" : key.live(now) ? "valid" : "expired";
        return new KeyRow(key, key.roles().stream().sorted().map(Role::code).toList(), "key." + state);
    }
}
