package org.kentei.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.kentei.http.response.Capacity;
import org.kentei.http.response.Capacity.Reserved;

/** Clients that send or read slowly, or leave, are disconnected without harm to others. */
@QuarkusTest
@TestProfile(ServiceUnderPressure.SmallLimits.class)
class SlowClientsDelayNobodyTest extends ServiceUnderPressure {

    @Inject
    Capacity capacity;

    @Test
    void a_client_that_sends_its_body_too_slowly_is_answered_and_disconnected() {
        assertThat(readAll(slowBody)).contains(" 408 ", "urn:kentei:problem:not-in-time", "Nothing was stored");
    }

    @Test
    void nothing_is_stored_of_a_body_that_ends_while_its_client_is_told_that_it_came_too_late() throws Exception {
        List<Socket> clients = new ArrayList<>();
        List<Long> due = new ArrayList<>();
        for (int place = 0; place < 30; place++) {
            clients.add(connect());
            String body = example("late-" + place);
            send(
                    clients.get(place),
                    "POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body.substring(0, 10));
            // the last one is too late on any machine
            due.add(System.nanoTime()
                    + BODY_TIMEOUT
                            .plusMillis(place == 29 ? 1000 : place / 2 - 5)
                            .toNanos());
        }
        for (int place = 0; place < clients.size(); place++) {
            TimeUnit.NANOSECONDS.sleep(due.get(place) - System.nanoTime());
            send(clients.get(place), example("late-" + place).substring(10));
        }
        List<String> answers =
                clients.stream().map(ServiceUnderPressure::readAll).toList();

        assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 408 "));
        for (int place = 0; place < clients.size(); place++) {
            assertThat(given().get("/v1/assessments?candidateId=late-" + place)
                            .path("items.size()")
                            .equals(1))
                    .as(answers.get(place))
                    .isEqualTo(answers.get(place).startsWith("HTTP/1.1 201 "));
            clients.get(place).close();
        }
    }

    @Test
    void a_client_that_stops_reading_is_disconnected_without_an_end_that_looks_whole() throws Exception {
        try (Socket socket = begin(EXPORT)) {
            awaitEndOfExports();
            String read = readAll(socket);
            assertThat(read)
                    .doesNotContain("\"end\":true", "urn:kentei:problem")
                    .doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    /** Waits until the service holds no place for an export, without reading what it sent. */
    private void awaitEndOfExports() throws InterruptedException {
        List<Reserved> places = new ArrayList<>();
        for (int tries = 0; places.size() < EXPORTS_AT_ONCE && tries < 600; tries++) {
            places.forEach(Reserved::close);
            places.clear();
            Thread.sleep(50);
            try {
                for (int place = 0; place < EXPORTS_AT_ONCE; place++) {
                    places.add(capacity.export());
                }
            } catch (RuntimeException running) {
                // until the write of the one that is not read takes too long
            }
        }
        places.forEach(Reserved::close);
        assertThat(places).hasSize(EXPORTS_AT_ONCE);
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
            for (int count = 0; count < 100; count++) {
                try (Socket socket = connect()) {
                    socket.setSoLinger(true, 0);
                    send(
                            socket,
                            "POST /v1/trials HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 19\r\n\r\n{\"candidateId\":\"R\"}");
                    Thread.sleep(count % 5);
                }
            }
            // as long as the last of them may take
            Thread.sleep(2000);
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
}
