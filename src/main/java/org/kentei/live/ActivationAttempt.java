package org.kentei.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Mistake;

/**
 * An attempt to activate rules.
 *
 * @param revision the revision that was tried; null where the rules could not even be read
 * @param at when it was decided upon
 * @param mistakes why it was refused; none where it was accepted
 */
public record ActivationAttempt(@Nullable String revision, Instant at, AttemptOutcome outcome, List<Mistake> mistakes) {

    /** What came of it. */
    public enum AttemptOutcome {
        ACCEPTED,
        REFUSED,
        /** It passed its checks, and two people have to agree to it. */
        WAITING
    }
}
