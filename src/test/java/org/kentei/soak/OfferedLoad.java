package org.kentei.soak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts candidates at a rate that does not depend on the answers, or as fast as a number of clients gets answers. */
final class OfferedLoad implements AutoCloseable {

    private static final int CONNECTIONS = 800;
    private static final long DRAIN_SECONDS = 30;
    private static final Pattern ASSESSMENT_ID = Pattern.compile("\"assessmentId\":\"([^\"]*)\"");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setConnectTimeout(5000),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final int port;
    private final AtomicInteger candidates = new AtomicInteger();

    OfferedLoad(int port) {
        this.port = port;
    }

    /**
     * What became of the requests: by outcome, the times from when a request was due to its answer, in microseconds.
     *
     * @param seconds how long requests were sent
     * @param acknowledged the ids of the assessments that were answered with 201
     */
    record Result(double seconds, Map<String, Queue<Integer>> times, Queue<String> acknowledged) {

        int count(String outcome) {
            return times.getOrDefault(outcome, new ConcurrentLinkedQueue<>()).size();
        }

        int all() {
            return times.values().stream().mapToInt(Queue::size).sum();
        }

        /** The time within which a part of the requests with an outcome was answered, in milliseconds. */
        double percentile(String outcome, double part) {
            List<Integer> sorted = new ArrayList<>(times.getOrDefault(outcome, new ConcurrentLinkedQueue<>()));
            Collections.sort(sorted);
            return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() * part, sorted.size() - 1)) / 1000.0;
        }

        String outcomes() {
            StringBuilder told = new StringBuilder();
            times.keySet().stream()
                    .sorted()
                    .forEach(outcome -> told.append(told.isEmpty() ? "" : ", ")
                            .append(outcome)
                            .append(": ")
                            .append(count(outcome)));
            return told.toString();
        }
    }

    /** Sends so many requests a second, evenly. */
    Result atRate(double perSecond, int seconds) throws InterruptedException {
        Result result = empty(seconds);
        Semaphore running = new Semaphore(0);
        long begun = System.nanoTime();
        int due = (int) (perSecond * seconds);
        for (int sent = 0; sent < due; sent++) {
            long at = begun + (long) (sent / perSecond * 1e9);
            while (System.nanoTime() - at < 0) {
                LockSupport.parkNanos(Math.max(100_000, at - System.nanoTime()));
            }
            post(result, at, running::release);
        }
        running.tryAcquire(due, DRAIN_SECONDS, java.util.concurrent.TimeUnit.SECONDS);
        return result;
    }

    /** So many clients send one request after the other. */
    Result byClients(int clients, int seconds) throws InterruptedException {
        Result result = empty(seconds);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Semaphore ended = new Semaphore(0);
        for (int count = 0; count < clients; count++) {
            next(result, end, ended);
        }
        ended.tryAcquire(clients, seconds + DRAIN_SECONDS, java.util.concurrent.TimeUnit.SECONDS);
        return result;
    }

    private void next(Result result, long end, Semaphore ended) {
        long now = System.nanoTime();
        if (now - end >= 0) {
            ended.release();
        } else {
            post(result, now, () -> next(result, end, ended));
        }
    }

    private static Result empty(int seconds) {
        return new Result(seconds, new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>());
    }

    private void post(Result result, long due, Runnable answered) {
        String candidate = ServiceProcess.candidate("o-" + candidates.incrementAndGet());
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/v1/assessments")
                        .putHeader("Content-Type", "application/json"))
                .compose(request -> request.send(candidate))
                .compose(response -> response.body().map(body -> {
                    if (response.statusCode() == 201) {
                        Matcher id = ASSESSMENT_ID.matcher(body.toString());
                        if (id.find()) {
                            result.acknowledged().add(id.group(1));
                        }
                    }
                    return Integer.toString(response.statusCode());
                }))
                .onComplete(outcome -> {
                    String name = outcome.succeeded()
                            ? outcome.result()
                            : outcome.cause().getClass().getSimpleName();
                    result.times()
                            .computeIfAbsent(name, first -> new ConcurrentLinkedQueue<>())
                            .add((int) ((System.nanoTime() - due) / 1000));
                    answered.run();
                });
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
