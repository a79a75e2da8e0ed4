package org.kentei.http;

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
