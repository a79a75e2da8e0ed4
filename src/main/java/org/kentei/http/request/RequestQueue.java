package org.kentei.http.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.Refusals;

/**
 * Lets a limited number of requests that assess or change something be worked on or wait, so that what is accepted is
 * answered soon however much is sent. The next one is refused at once: before its body is read if the queue is full
 * then, and else before its body is parsed. Streams have a limit of their own.
 */
@ApplicationScoped
public class RequestQueue {

    public static final Problem FULL = ProblemType.BUSY.problem(
            "More is being sent than the service can do. Nothing was stored. Try again later.");

    private static final int BEFORE_THE_BODY = 950;
    private static final int AFTER_THE_BODY = 880;

    private final ProblemWriter problems;
    private final int length;
    private final Semaphore places;

    public RequestQueue(RequestConfig config, ProblemWriter problems, MeterRegistry meters) {
        this.problems = problems;
        this.length = config.queue();
        this.places = new Semaphore(length);
        Gauge.builder("kentei.requests.queue", () -> length - places.availablePermits())
                .description("Requests that assess or change something, worked on or waiting")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        filters.register(this::lookBeforeTheBody, BEFORE_THE_BODY);
        filters.register(this::enter, AFTER_THE_BODY);
    }

    /** A client that sends its body slowly does not have a place meanwhile. */
    private void lookBeforeTheBody(RoutingContext context) {
        if (isCounted(context) && places.availablePermits() == 0) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void enter(RoutingContext context) {
        if (!isCounted(context) || ArrivingBody.of(context) != null) {
            context.next();
        } else if (places.tryAcquire()) {
            Place place = new Place(places);
            context.put(Place.class.getName(), place);
            context.addEndHandler(ended -> place.leaveUnlessAtWork());
            context.next();
        } else {
            refuse(context);
        }
    }

    private void refuse(RoutingContext context) {
        Refusals.count(Refusals.Reason.QUEUE);
        problems.end(context, FULL);
    }

    private static boolean isCounted(RoutingContext context) {
        return !RequestGuard.SAFE.contains(context.request().method()) && !BodyLimit.isStream(context);
    }

    /** A place in the queue. It is free again when the work is done, also if the client has left before. */
    public static final class Place {

        private enum State {
            WAITING,
            AT_WORK,
            LEFT
        }

        private final Semaphore places;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        private Place(Semaphore places) {
            this.places = places;
        }

        /** The place of a request; null if it needs none. */
        public static @Nullable Place of(RoutingContext context) {
            return context.get(Place.class.getName());
        }

        /** Begins the work; false if the client has left, so that nobody waits for it. */
        public boolean begin() {
            return state.compareAndSet(State.WAITING, State.AT_WORK);
        }

        /** Ends the work. */
        public void end() {
            if (state.compareAndSet(State.AT_WORK, State.LEFT)) {
                places.release();
            }
        }

        private void leaveUnlessAtWork() {
            if (state.compareAndSet(State.WAITING, State.LEFT)) {
                places.release();
            }
        }
    }
}
