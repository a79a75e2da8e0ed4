package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.response.Capacity;

/** What exceeds a limit on work at the same time is refused at once, and its place is given back. */
@QuarkusTest
@TestProfile(ServiceUnderPressure.SmallLimits.class)
class TooMuchAtOnceIsRefusedTest extends ServiceUnderPressure {

    private static final int EXCESS = 5;
    private static final int PATIENCE = 600;
    private static final int PAUSE_MILLIS = 50;

    @Inject
    Capacity capacity;

    @Test
    void more_exports_than_may_run_at_once_are_refused_and_a_client_that_leaves_gives_its_place_back()
            throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int count = 0; count < EXPORTS_AT_ONCE; count++) {
                slow.add(begin(EXPORT));
            }
            Response refused = given().get(EXPORT);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
            assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:busy");
            assertThat(post(example("meanwhile")).statusCode()).isEqualTo(201);
            assertThat(given().get("/v1/assessments?limit=1").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        awaitExport();
    }

    @Test
    void one_stream_over_the_limit_is_refused_and_a_client_that_leaves_gives_its_place_back() throws Exception {
        try (StreamClient running = new StreamClient()) {
            running.send(example("first").replace("\n", "") + "\n");
            assertThat(running.json().path("status").asInt()).isEqualTo(201);
            try (StreamClient refused = new StreamClient()) {
                refused.send(example("second").replace("\n", "") + "\n");
                assertThat(refused.head()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("Retry-After: ");
            }
            assertThat(post(example("meanwhile")).statusCode()).isEqualTo(201);
        }
        awaitStream();
    }

    @Test
    void one_post_over_the_queue_is_refused_at_once_and_a_client_that_leaves_does_not_free_the_place_of_its_work()
            throws Exception {
        double refusedBefore = refused("queue");
        List<Socket> posting = new ArrayList<>();
        try (Capacity.Reserved allMemory = capacity.memory(Long.MAX_VALUE)) {
            for (int count = 0; count < QUEUE; count++) {
                posting.add(connect());
                sendPost(posting.get(count), example("queued-" + count));
            }
            awaitMetric("kentei_requests_queue", QUEUE);
            posting.remove(0).close();
            try (Socket next = connect()) {
                // the head is enough to be refused, and the connection stays open for the next attempt
                send(next, head(100));
                assertThat(read(next, "again later"))
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("\r\nretry-after: 5\r\n")
                        .doesNotContainIgnoringCase("connection: close")
                        .contains("urn:kentei:problem:busy");
                send(
                        next,
                        "x".repeat(100)
                                + "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(readAll(next)).startsWith("HTTP/1.1 200 ");
            }
            assertThat(given().get("/v1/vocabulary").statusCode()).isEqualTo(200);
        }
        for (Socket socket : posting) {
            assertThat(read(socket, "\r\n")).startsWith("HTTP/1.1 201 ");
            socket.close();
        }
        awaitMetric("kentei_requests_queue", 0);
        assertThat(refused("queue")).isEqualTo(refusedBefore + 1);
        assertThat(post(example("after the queue")).statusCode()).isEqualTo(201);
    }

    @Test
    void a_client_that_sends_too_many_requests_in_a_second_is_told_to_wait_and_others_are_answered() throws Exception {
        String request = "GET /v1/nowhere HTTP/1.1\r\nHost: localhost\r\n";
        String many = (request + "\r\n").repeat(3 * A_SECOND) + request + "Connection: close\r\n\r\n";
        try (Socket hasty = new Socket()) {
            hasty.bind(new InetSocketAddress("127.0.0.2", 0));
            hasty.connect(service());
            long begun = System.nanoTime();
            send(hasty, many);
            String answers = readAll(hasty);
            assertThat(answers)
                    .contains("HTTP/1.1 404 ", "HTTP/1.1 429 ", "urn:kentei:problem:too-many-requests")
                    .containsIgnoringCase("\r\nretry-after: 1\r\n");
            long seconds = 1 + (System.nanoTime() - begun) / 1_000_000_000;
            assertThat(answers.split("HTTP/1.1 404 ", -1).length - 1)
                    .isBetween(A_SECOND, (int) (seconds + 1) * A_SECOND);
            assertThat(given().get("/v1/nowhere").statusCode()).isEqualTo(404);
        }
        assertThat(refused("rate")).isPositive();
    }

    @Test
    void a_client_that_has_enough_open_jobs_is_refused_until_one_has_ended() {
        Response first = job("busy", "{}\n");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(job("busy", "{}\n").statusCode()).isEqualTo(202);
        Response refused = job("busy", "{}\n");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:too-many-jobs");
        assertThat(refused.header("Retry-After")).isNotBlank();
        assertThat(job("not busy", "{}\n").statusCode()).isEqualTo(202);

        String location = first.path("location");
        assertThat(given().get(location + "/results").statusCode()).isEqualTo(409);
        assertThat(given().delete(location).<String>path("state")).isEqualTo("CANCELLED");
        assertThat(job("busy", "{}\n").statusCode()).isEqualTo(202);
    }

    @Test
    void more_connections_than_allowed_are_closed() throws Exception {
        List<SocketChannel> idle = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int count = 0; count < CONNECTIONS + EXCESS; count++) {
                SocketChannel channel = SocketChannel.open(service());
                idle.add(channel);
                channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            }
            int closed = 0;
            // nothing was sent, and so there is nothing to read but the end of a connection
            for (int looks = 0; closed < EXCESS && looks < 100; looks++) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    assertThat(((SocketChannel) key.channel()).read(ByteBuffer.allocate(1)))
                            .isEqualTo(-1);
                    key.cancel();
                    closed++;
                }
                selector.selectedKeys().clear();
            }
            assertThat(closed).isGreaterThanOrEqualTo(EXCESS);
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
        awaitExport();
    }

    @Test
    void more_bytes_of_bodies_than_fit_are_refused_at_once() throws Exception {
        List<Socket> posting = new ArrayList<>();
        String head = "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + CandidateLimits.BODY_BYTES + "\r\n\r\n";
        try {
            for (int count = 0; count <= Capacity.BODY_BYTES_AT_ONCE / CandidateLimits.BODY_BYTES; count++) {
                Socket socket = connect();
                posting.add(socket);
                send(socket, head);
            }
            // they are looked at by several threads, so that it need not be the last one
            assertThat(readAll(answered(posting))).startsWith("HTTP/1.1 503 ").contains("urn:kentei:problem:busy");
        } finally {
            for (Socket socket : posting) {
                socket.close();
            }
        }
        int status = 0;
        for (int tries = 0; status != 201 && tries < PATIENCE; tries++) {
            Thread.sleep(PAUSE_MILLIS);
            status = post(example("after the bodies")).statusCode();
        }
        assertThat(status).isEqualTo(201);
    }

    private static Socket answered(List<Socket> sockets) throws IOException, InterruptedException {
        for (int looks = 0; looks < 400; looks++) {
            for (Socket socket : sockets) {
                if (socket.getInputStream().available() > 0) {
                    return socket;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("None was answered");
    }

    private static double refused(String reason) {
        return metric("kentei_requests_refused_total{reason=\"" + reason + "\"}");
    }

    private static double metric(String begin) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(begin + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(begin.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitMetric(String name, double value) throws InterruptedException {
        for (int looks = 0; metric(name) != value && looks < PATIENCE; looks++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(metric(name)).isEqualTo(value);
    }

    private static String head(int length) {
        return "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    private static void sendPost(Socket socket, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        send(socket, head(bytes.length));
        socket.getOutputStream().write(bytes);
    }

    /** Reads until a text has come. */
    private static String read(Socket socket, String last) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[4096];
        while (!read.toString().contains(last)) {
            int count = socket.getInputStream().read(some);
            if (count < 0) {
                throw new AssertionError("The connection ended after: " + read);
            }
            read.append(new String(some, 0, count, StandardCharsets.UTF_8));
        }
        return read.toString();
    }
}
