package org.kentei.record.idempotency;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a request to assess a candidate was answered the first time.
 *
 * @param language the language of the sentences; null for a short form, which has none
 * @param body the body of the answer
 */
public record FirstAnswer(UUID assessmentId, @Nullable String language, String body) {

    /**
     * A first answer that is stored in the transaction of its assessment.
     *
     * @param packed the body, ready to be encrypted
     * @param expiresAt from when on the key may be used for another request
     */
    public record KeyedAnswer(
            RequestKey key,
            UUID assessmentId,
            @Nullable String language,
            byte[] packed,
            Instant madeAt,
            Instant expiresAt) {}
}
