package org.kentei.record.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that this instance stored a moment ago, until the overview has counted them. Without them it would decrypt and read
 * the documents again, which takes a third of the processor while many candidates are assessed.
 */
@ApplicationScoped
public class RecentVerdicts {

    /** The overview counts in the order of the log. So the first ones stay, and what does not fit is read from its documents. */
    private static final int MOST = 5_000;

    private final TreeMap<Long, RecentVerdict> byPosition = new TreeMap<>();

    private record RecentVerdict(UUID assessmentId, CountedVerdict verdict) {}

    /** Takes a verdict whose assessment is stored. */
    public synchronized void add(long position, UUID assessmentId, CountedVerdict verdict) {
        if (byPosition.size() < MOST) {
            byPosition.put(position, new RecentVerdict(assessmentId, verdict));
        }
    }

    /** The verdict of an assessment; null if it is not among these. */
    synchronized @Nullable CountedVerdict of(long position, UUID assessmentId) {
        RecentVerdict recent = byPosition.get(position);
        return recent != null && recent.assessmentId().equals(assessmentId) ? recent.verdict() : null;
    }

    /** Forgets the verdicts before a position, which some instance has counted. */
    synchronized void forgetBefore(long position) {
        byPosition.headMap(position).clear();
    }
}
