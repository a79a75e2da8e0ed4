package org.kentei.http.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/** Counts the requests that were refused although nothing was wrong with them, by reason. */
@ApplicationScoped
public class Refusals {

    /** Why a request was refused that may be sent again. */
    public enum Reason {
        /** The queue of requests that assess or change something was full. */
        QUEUE,
        /** Its client had sent too many requests in a second. */
        RATE,
        READS,
        EXPORTS,
        STREAMS,
        /** There was no memory for large candidates and verdicts. */
        MEMORY,
        /** Too many bytes of bodies were being received. */
        BODIES,
        /** Too many tokens were being checked. */
        TOKENS,
        /** Its body did not arrive in time. */
        SLOW_BODY,
        /** The evaluation took too long. */
        EVALUATION,
        /** The database did not answer in time, or refused. */
        STORE,
        /** No ruleset was active yet, or the log was not signed yet. */
        NOT_READY;

        private Counter counter() {
            return Counter.builder("kentei.requests.refused")
                    .description("Requests refused although nothing was wrong with them")
                    .tag("reason", name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(Metrics.globalRegistry);
        }
    }

    /** Shows every reason from the start, so that an alarm can be set before the first refusal. */
    void register(@Observes StartupEvent start) {
        for (Reason reason : Reason.values()) {
            reason.counter();
        }
    }

    /** Counts one refusal. */
    public static void count(Reason reason) {
        reason.counter().increment();
    }
}
