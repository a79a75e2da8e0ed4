package org.kentei.soak;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** How often each outcome was seen, counted by many threads. */
final class Outcomes {

    /** A request; its answer's status. */
    interface Request {
        int status() throws IOException, InterruptedException;
    }

    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

    /** Sends a request; its status, or the error that came instead of an answer. */
    static String of(Request request) {
        try {
            return String.valueOf(request.status());
        } catch (IOException unanswered) {
            return unanswered.getClass().getSimpleName();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    void count(String outcome) {
        counts.computeIfAbsent(outcome, first -> new AtomicInteger()).incrementAndGet();
    }

    int of(String outcome) {
        AtomicInteger count = counts.get(outcome);
        return count == null ? 0 : count.get();
    }

    /** The outcomes that were seen. */
    Stream<String> seen() {
        return counts.keySet().stream();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
