package org.kentei.http.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.live.ActivationAttempt;
import org.kentei.live.ActivationAttempt.AttemptOutcome;
import org.kentei.source.Mistake;

/**
 * An attempt to activate rules, as the page of revisions shows it.
 *
 * @param revision what was tried; null if the rules could not be read
 * @param mistakes the first mistakes
 * @param more the number of mistakes that are not shown
 * @param word the key of the words for its outcome
 */
public record AttemptView(
        @Nullable String revision, Instant at, AttemptOutcome outcome, List<Mistake> mistakes, int more, String word) {

    private static final int MISTAKES = 10;

    /** The view of an attempt. */
    public static AttemptView of(ActivationAttempt attempt) {
        List<Mistake> all = attempt.mistakes();
        int shown = Math.min(MISTAKES, all.size());
        return new AttemptView(
                attempt.revision(),
                attempt.at(),
                attempt.outcome(),
                List.copyOf(all.subList(0, shown)),
                all.size() - shown,
                "attempt." + attempt.outcome());
    }
}
