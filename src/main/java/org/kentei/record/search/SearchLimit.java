package org.kentei.record.search;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Until when a search may go on. It is checked between the statements of a search, which are short. */
public final class SearchLimit {

    /** A search that nothing ends. */
    public static final SearchLimit NONE = new SearchLimit(Long.MAX_VALUE, () -> true);

    private final long end;
    private final BooleanSupplier awaited;

    private SearchLimit(long end, BooleanSupplier awaited) {
        this.end = end;
        this.awaited = awaited;
    }

    /**
     * A limit that begins now.
     *
     * @param awaited whether somebody still waits for the answer
     */
    public static SearchLimit of(Duration time, BooleanSupplier awaited) {
        return new SearchLimit(System.nanoTime() + time.toNanos(), awaited);
    }

    /** A search that may take any time while somebody waits for the answer. */
    public static SearchLimit whileAwaited(BooleanSupplier awaited) {
        return new SearchLimit(Long.MAX_VALUE, awaited);
    }

    /** @throws SearchEndedException if the time is over, or if nobody waits for the answer any more */
    void check() {
        if (end != Long.MAX_VALUE && System.nanoTime() - end > 0) {
            throw new SearchEndedException("The search took too long.");
        }
        if (!awaited.getAsBoolean()) {
            throw new SearchEndedException("The client left before the search ended.");
        }
    }
}
