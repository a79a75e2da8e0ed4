package org.kentei.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.CandidateReader;
import org.kentei.ruleset.Ruleset;

/** Holds the ruleset that decides. Another takes its place in one step, and whoever has begun ends under the old one. */
@ApplicationScoped
public class ActiveRuleset {

    private final Clock clock;
    private final Duration deadline;
    private final AtomicReference<@Nullable LoadedRuleset> active = new AtomicReference<>();

    /** @param deadline how long one evaluation may take */
    public ActiveRuleset(
            @ConfigProperty(name = "kentei.evaluation.deadline", defaultValue = "PT2S") Duration deadline,
            Clock clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * The active ruleset, to look at. To decide under it, {@link #take} hold of it.
     *
     * @throws NotReadyException while the first one is still being made ready
     */
    public LoadedRuleset get() {
        LoadedRuleset now = active.get();
        if (now == null) {
            throw new NotReadyException();
        }
        return now;
    }

    /** The active ruleset, if one is ready. */
    public Optional<LoadedRuleset> find() {
        return Optional.ofNullable(active.get());
    }

    /**
     * Takes hold of the active ruleset; a swap neither waits for this nor lets it fail.
     *
     * @throws NotReadyException while the first one is still being made ready
     */
    public LoadedRuleset.Lease take() {
        while (true) {
            LoadedRuleset.Lease hold = get().take();
            // none: it was swapped out since, so that the next look finds its successor
            if (hold != null) {
                return hold;
            }
        }
    }

    /**
     * Keeps the active ruleset for work of many evaluations, all of which are to have the same revision.
     *
     * @throws NotReadyException while the first one is still being made ready
     */
    public LoadedRuleset.LongHold hold() {
        while (true) {
            LoadedRuleset.LongHold hold = get().hold();
            if (hold != null) {
                return hold;
            }
        }
    }

    /** Lets a ruleset decide from now on. The one before it is closed when its last evaluation has ended. */
    public LoadedRuleset swapIn(Ruleset ruleset) {
        return swapIn(load(ruleset));
    }

    /** As {@link #swapIn(Ruleset)}, for a ruleset that checks refused: it is suspect before it decides anything. */
    public LoadedRuleset swapInRefused(Ruleset ruleset) {
        LoadedRuleset next = load(ruleset);
        next.suspected();
        return swapIn(next);
    }

    private LoadedRuleset swapIn(LoadedRuleset next) {
        LoadedRuleset before = active.getAndSet(next);
        if (before != null) {
            before.retire();
        }
        return next;
    }

    /** Makes a ruleset ready to decide, without making it the active one. */
    LoadedRuleset load(Ruleset ruleset) {
        // the log has microseconds, and everything else is to say the same
        Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new LoadedRuleset(ruleset, new CandidateReader(ruleset.vocabulary(), clock), since, deadline);
    }
}
