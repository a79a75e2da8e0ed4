package org.kentei.record.idempotency;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;

/**
 * What tells whether two requests are the same one, sent again.
 *
 * @param key the hash of the operation, the client and the client's own idempotency key
 * @param fingerprint the hash of the request's body
 */
public record RequestKey(Hash key, Hash fingerprint) {

    /**
     * The key of a request.
     *
     * @param operation what is asked for; one client may use the same key for different operations
     * @param client the name of the client; null if it has none
     * @param idempotencyKey the key that the client sent
     * @param body the body, byte for byte
     */
    public static RequestKey of(String operation, @Nullable String client, String idempotencyKey, byte[] body) {
        // names of clients and keys have no line breaks
        String whole = operation + "\n" + (client == null ? "" : "client " + client) + "\n" + idempotencyKey;
        return new RequestKey(Hash.of(whole.getBytes(StandardCharsets.UTF_8)), Hash.of(body));
    }
}
