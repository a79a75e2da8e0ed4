package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.candidate.CandidateLimits;
import org.kentei.candidates.LargeCandidate;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.response.Capacity;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.log.RecordLog;

/** What the service does with clients that read slowly, leave, or ask for much, under limits that a test can reach. */
@QuarkusTest
@QuarkusTestResource(value = H2Resource.class, restrictToAnnotatedClass = true)
@TestProfile(UnderPressureTest.SmallLimits.class)
class UnderPressureTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORT = "/v1/assessments/export?candidateId=large";
    private static final int EXPORTS_AT_ONCE = 2;
    private static final int CONNECTIONS = 500;
    private static final int QUEUE = 6;
    private static final int A_SECOND = 100;
    private static final int EXCESS = 5;

    /** An export of so many does not fit into the buffers of a connection, which hold 4 MiB at most. */
    private static final int LARGE = 24;

    private static String large = "";

    /** A client that sends the first byte of a body, and no more. */
    private static Socket slowBody = new Socket();

    @Inject
    Capacity capacity;

    @Inject
    RecordLog log;

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
                    "PT10S",
                    "quarkus.http.limits.max-connections",
                    "" + CONNECTIONS,
                    // the first large candidate meets code that is not compiled yet
                    "kentei.evaluation.deadline",
                    "PT30S");
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

    @Test
    void a_whole_export_says_how_many_it_has() throws IOException {
        List<String> lines = given().get(EXPORT).asString().lines().toList();
        assertThat(lines).hasSize(LARGE + 1);
        JsonNode end = JSON.readTree(lines.get(LARGE));
        assertThat(end.get("end").booleanValue()).isTrue();
        assertThat(end.get("count").intValue()).isEqualTo(LARGE);
        List<String> csv =
                given().get(EXPORT + "&format=csv").asString().lines().toList();
        assertThat(csv).hasSize(LARGE + 1);
        assertThat(csv.get(0)).endsWith(",count");
        assertThat(csv.subList(1, LARGE)).allSatisfy(line -> assertThat(line).endsWith(","));
        assertThat(csv.get(LARGE)).endsWith("," + LARGE);
    }

    @Test
    void a_client_that_sends_its_body_too_slowly_is_answered_and_disconnected() {
        assertThat(readAll(slowBody)).contains(" 408 ", "urn:kentei:problem:not-in-time", "Nothing was stored");
    }

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
    void a_stream_that_is_not_read_slows_only_itself_and_is_broken_off() throws Exception {
        String line = example("not read").replace("\n", "") + "\n";
        try (StreamClient unread = StreamClient.ofWholeResults()) {
            Thread sender = new Thread(() -> {
                try {
                    // their answers are more than the buffers of a connection hold
                    for (int sent = 0; sent < 600; sent++) {
                        unread.send(line);
                    }
                } catch (IOException brokenOff) {
                    // as it has to be
                }
            });
            sender.start();
            Thread.sleep(1000);
            assertThat(post(example("meanwhile")).statusCode()).isEqualTo(201);
            awaitStream();
            sender.join(20_000);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    private static void awaitStream() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
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
    void a_service_whose_database_refuses_to_store_is_not_ready_until_something_is_stored_again() {
        assertThatThrownBy(() -> log.append(transaction -> {
                    throw new StoreUnavailableException("The disk is full.", null);
                }))
                .isInstanceOf(StoreUnavailableException.class);
        Response unready = given().get("/q/health/ready");
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.<String>path("checks.find { it.name == 'store' }.status"))
                .isEqualTo("DOWN");
        assertThat(post(example("once more")).statusCode()).isEqualTo(201);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
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
        for (int looks = 0; metric(name) != value && looks < 40; looks++) {
            Thread.sleep(100);
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
    void a_job_with_too_many_lines_or_bytes_is_refused_and_leaves_nothing() throws Exception {
        byte[] large = " ".repeat(10_001).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
            zip.write(large);
        }
        assertThat(small.size()).isLessThan(1000);
        for (byte[] body : List.of("{}\n".repeat(101).getBytes(StandardCharsets.UTF_8), large, small.toByteArray())) {
            Response refused = given().contentType("application/x-ndjson")
                    .header("Kentei-Client", "too large")
                    .body(body)
                    .post("/v1/jobs");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.<String>path("type")).isEqualTo("urn:kentei:problem:too-large");
        }
        assertThat(given().header("Kentei-Client", "too large").get("/v1/jobs").<List<?>>path("items"))
                .isEmpty();
        assertThat(job("too large", "{}\n".repeat(100)).statusCode()).isEqualTo(202);
    }

    private static Response job(String client, String lines) {
        return given().contentType("application/x-ndjson")
                .header("Kentei-Client", client)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs");
    }

    @Test
    void a_client_that_stops_reading_is_disconnected_without_an_end_that_looks_whole() throws Exception {
        try (Socket socket = begin(EXPORT)) {
            Thread.sleep(6000);
            awaitExport();
            String read = readAll(socket);
            assertThat(read)
                    .doesNotContain("\"end\":true", "urn:kentei:problem")
                    .doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void clients_that_leave_are_no_incidents() throws Exception {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    logged.add(record.getLoggerName() + ": " + record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            for (String address : List.of(EXPORT, "/v1/assessments/" + large + "/firings", "/assessments/" + large)) {
                for (int count = 0; count < 3; count++) {
                    begin(address).close();
                    awaitExport();
                }
            }
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void a_post_that_ends_its_sending_side_is_answered() throws IOException {
        byte[] body = example("half-closed").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect()) {
            send(
                    socket,
                    "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n");
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            String answer = readAll(socket);
            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("\"candidateId\":\"half-closed\"");
        }
    }

    @Test
    void the_page_of_a_large_verdict_shows_a_stretch_of_the_firings_and_leads_on() throws IOException {
        byte[] record = given().get("/v1/assessments/" + large + "/firings").asByteArray();
        int firings = JSON.readTree(record).get("firings").size();
        assertThat(firings).isGreaterThan(5000);
        String address = "/assessments/" + large;
        String html = given().get(address).asString();
        assertThat(html.length()).isLessThan(1_000_000);
        Document page = Jsoup.parse(html);
        assertThat(page.select(".firings > li")).hasSize(100);
        assertThat(page.selectFirst(".firings .number").text()).isEqualTo("1");
        assertThat(page.select("a[rel=prev]")).isEmpty();
        assertThat(page.selectFirst("a[rel=next]").attr("href")).isEqualTo("?firings=101#firings");
        assertThat(page.select("#OM7 .evidence").first().select("li")).hasSizeLessThanOrEqualTo(31);
        Document following = Jsoup.parse(given().get(address + "?firings=101").asString());
        assertThat(following.selectFirst(".firings .number").text()).isEqualTo("101");
        assertThat(following.selectFirst("a[rel=prev]").attr("href")).isEqualTo("?firings=1#firings");
        Document last = Jsoup.parse(given().get(address + "?firings=" + firings).asString());
        assertThat(last.select(".firings > li")).hasSize(1);
        assertThat(last.select("a[rel=next]")).isEmpty();
        assertThat(given().get(address + "?firings=0").statusCode()).isEqualTo(400);
    }

    @Test
    void any_candidate_within_the_limit_can_be_tried_by_the_form_and_a_larger_one_is_refused_by_a_page() {
        String start = "{\"candidateId\": \"form\"}";
        String quotes = "{\"candidateId\": \"" + "\u691c".repeat(90) + "\"}";
        for (String candidate : List.of(
                start + " ".repeat(CandidateLimits.BODY_BYTES - start.length()),
                start + "\n".repeat(CandidateLimits.BODY_BYTES - start.length()),
                quotes + "\n".repeat(CandidateLimits.BODY_BYTES - quotes.getBytes(StandardCharsets.UTF_8).length))) {
            assertThat(tried(candidate).statusCode()).isEqualTo(200);
            Response refused = tried(candidate + " ");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.contentType()).startsWith("text/html");
            assertThat(refused.asString()).contains("1048576");
        }
        Response longest = given().contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .body("candidate=" + "x".repeat(BodyLimit.FORM_BYTES))
                .post("/try");
        assertThat(longest.statusCode()).isEqualTo(413);
        assertThat(longest.contentType()).startsWith("text/html");
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
        Thread.sleep(500);
        assertThat(post(example("after the bodies")).statusCode()).isEqualTo(201);
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

    private static Response tried(String candidate) {
        String typed = candidate.replace("\n", "\r\n");
        PageForm form = PageForm.get();
        return given().contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .cookies(form.cookies())
                .body("formToken=" + form.token() + "&candidate=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .post("/try");
    }

    private static void awaitExport() throws InterruptedException {
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
    private static Socket begin(String address) throws IOException {
        Socket socket = connect();
        send(socket, "GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        byte[] some = new byte[15];
        assertThat(socket.getInputStream().readNBytes(some, 0, some.length)).isEqualTo(some.length);
        assertThat(new String(some, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(service());
        return socket;
    }

    private static InetSocketAddress service() {
        return new InetSocketAddress("127.0.0.1", RestAssured.port);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is still there to read, however the connection ends. */
    private static String readAll(Socket socket) {
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

    private static String example(String candidateId) {
        return new String(ExampleCandidate.json(), StandardCharsets.UTF_8).replace("E-1024", candidateId);
    }

    private static Response post(String candidate) {
        return given().contentType("application/json").body(candidate).post("/v1/assessments");
    }
}
