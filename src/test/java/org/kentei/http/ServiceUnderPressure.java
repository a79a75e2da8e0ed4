package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.candidates.LargeCandidate;

/** A service under limits that a test can reach, with an export that takes longer than a moment. Its tests share one start. */
abstract class ServiceUnderPressure {

    static final String EXPORT = "/v1/assessments/export?candidateId=large";
    static final int EXPORTS_AT_ONCE = 2;
    static final int CONNECTIONS = 500;
    static final int QUEUE = 6;
    static final int A_SECOND = 100;
    static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

    /** An export of so many does not fit into the buffers of a connection, which hold 4 MiB at most. */
    static final int LARGE = 24;

    static String large = "";

    /** A client that sends the first byte of a body, and no more. */
    static Socket slowBody = new Socket();

    /** Limits that a test can reach. */
    public static final class SmallLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> limits = new HashMap<>(ofAnswers());
            // none of them is decided, so that they stay open
            limits.put("kentei.jobs.workers", "0");
            limits.put("kentei.jobs.open-for-each-client", "2");
            limits.put("kentei.jobs.lines", "100");
            limits.put("kentei.jobs.bytes", "10000");
            return limits;
        }

        private static Map<String, String> ofAnswers() {
            return Map.of(
                    "kentei.answers.exports-at-once",
                    "" + EXPORTS_AT_ONCE,
                    "kentei.answers.streams-at-once",
                    "1",
                    "kentei.requests.queue",
                    "" + QUEUE,
                    "kentei.requests.per-second",
                    "" + A_SECOND,
                    "kentei.answers.write-timeout",
                    "PT3S",
                    "kentei.requests.body-timeout",
                    BODY_TIMEOUT.toString(),
                    "quarkus.http.limits.max-connections",
                    "" + CONNECTIONS,
                    // the first large candidate meets code that is not compiled yet
                    "kentei.evaluation.deadline",
                    "PT30S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(H2Resource.class));
        }
    }

    @BeforeEach
    void recordLargeAssessments() throws InterruptedException, IOException {
        ReadyService.await();
        if (!slowBody.isConnected()) {
            slowBody = connect();
            send(
                    slowBody,
                    "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n{");
        }
        for (int count = 0; large.isEmpty() && count < LARGE; count++) {
            Response posted = post(LargeCandidate.json("large"));
            assertThat(posted.statusCode()).isEqualTo(201);
            large = count == LARGE - 1 ? posted.path("assessmentId") : large;
        }
    }

    static void awaitStream() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 1200; attempt++) {
            try (StreamClient next = new StreamClient()) {
                next.send(example("third").replace("\n", "") + "\n");
                next.end();
                if (next.head().startsWith("HTTP/1.1 200 ")) {
                    return;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The place was not given back");
    }

    static void awaitExport() throws InterruptedException {
        int status = 0;
        for (int tries = 0; status != 200 && tries < 100; tries++) {
            Thread.sleep(100);
            try {
                status =
                        given().get("/v1/assessments/export?candidateId=no-one").statusCode();
            } catch (RuntimeException refused) {
                status = 0;
            }
        }
        assertThat(status).isEqualTo(200);
    }

    /** Asks, and reads the first bytes of the answer only. */
    static Socket begin(String address) throws IOException {
        Socket socket = connect();
        send(socket, "GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        byte[] some = new byte[15];
        assertThat(socket.getInputStream().readNBytes(some, 0, some.length)).isEqualTo(some.length);
        assertThat(new String(some, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(service());
        return socket;
    }

    static InetSocketAddress service() {
        return new InetSocketAddress("127.0.0.1", RestAssured.port);
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is still there to read, however the connection ends. */
    static String readAll(Socket socket) {
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[1 << 16];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                read.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException broken) {
            // broken is one of the ways in which it may end
        }
        return read.toString();
    }

    static String example(String candidateId) {
        return new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", candidateId);
    }

    static Response post(String candidate) {
        return given().contentType("application/json").body(candidate).post("/v1/assessments");
    }

    static Response job(String client, String lines) {
        return given().contentType("application/x-ndjson")
                .header("Kentei-Client", client)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs");
    }
}
