package org.kentei.soak;

import static org.kentei.soak.Findings.say;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.kentei.candidates.LargeCandidate;

/** Clients that cost a service more than others do. */
final class DemandingClients {

    private static final int SLOW_READERS = 80;
    private static final int SLOW_SECONDS = 45;
    private static final int EXPORTS = 30;
    private static final int VIEWS = 16;
    private static final int LEAVING = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORT = "/v1/assessments/export";

    private final ServiceProcess service;
    private final int recorded;
    private final Findings findings;

    /**
     * @param recorded how many assessments an export holds at least
     */
    DemandingClients(ServiceProcess service, int recorded, Findings findings) {
        this.service = service;
        this.recorded = recorded;
        this.findings = findings;
    }

    /** Eighty connections that take some kilobytes a second of an export. */
    void readSlowly() throws InterruptedException {
        Outcomes seen = new Outcomes();
        together(SLOW_READERS, () -> seen.count(slowReader()));
        say("%d slow readers: %s", SLOW_READERS, seen);
    }

    private String slowReader() {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            connect(socket);
            send(socket, "GET " + EXPORT);
            InputStream in = socket.getInputStream();
            byte[] some = new byte[512];
            int count = in.read(some);
            if (count < 0) {
                return "closed unanswered";
            }
            String status = new String(some, 9, 3, StandardCharsets.US_ASCII);
            while (status.equals("200") && seconds(begun) < SLOW_SECONDS) {
                Thread.sleep(500);
                if (in.read(some) < 0) {
                    return "200, then closed";
                }
            }
            return status.equals("200") ? "200, read until the reader left" : status;
        } catch (IOException broken) {
            return broken.getClass().getSimpleName() + (seconds(begun) > 2 ? " while reading" : " at once");
        } catch (InterruptedException stopped) {
            return "stopped";
        }
    }

    /** Exports at full speed: each has to be whole, refused, or seen to be broken. */
    void export() throws InterruptedException {
        Outcomes seen = new Outcomes();
        together(EXPORTS, () -> seen.count(oneExport()));
        say("%d parallel exports: %s", EXPORTS, seen);
        seen.seen().filter(one -> one.startsWith("CUT")).forEach(findings::wrong);
    }

    private String oneExport() {
        try {
            HttpResponse<InputStream> answer = ServiceProcess.HTTP.send(request(EXPORT), BodyHandlers.ofInputStream());
            int lines = 0;
            String last = "";
            try (BufferedReader body =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = body.readLine(); line != null; line = body.readLine()) {
                    last = line;
                    lines++;
                }
            }
            if (answer.statusCode() != 200) {
                return String.valueOf(answer.statusCode());
            }
            if (!last.startsWith("{\"end\":true")) {
                return "CUT: 200 and a clean end without the last line";
            }
            return lines > recorded && JSON.readTree(last).get("count").asInt() == lines - 1
                    ? "200, whole"
                    : "CUT: wrong count";
        } catch (IOException broken) {
            return "broken (" + broken.getClass().getSimpleName() + ")";
        } catch (InterruptedException stopped) {
            return "stopped";
        }
    }

    /** The pages and the firings of a candidate of 500 projects, each asked for at once by many. */
    void lookAtMuch() throws IOException, InterruptedException {
        String candidate = LargeCandidate.json("large");
        String id = JSON.readTree(service.post(candidate).body())
                .get("assessmentId")
                .asText();
        for (String view : List.of(
                "/assessments/" + id,
                "/v1/assessments/" + id,
                "/v1/assessments/" + id + "/firings",
                "/assessments/compare?left=" + id + "&right=" + id,
                "/assessments/" + id + "?verify=yes")) {
            Outcomes seen = new Outcomes();
            AtomicLong size = new AtomicLong();
            long begun = System.nanoTime();
            together(
                    VIEWS,
                    () -> seen.count(Outcomes.of(() -> {
                        HttpResponse<byte[]> answer =
                                ServiceProcess.HTTP.send(request(view), BodyHandlers.ofByteArray());
                        size.accumulateAndGet(answer.body().length, Math::max);
                        return answer.statusCode();
                    })));
            say(
                    "%d at once of %s, a candidate of %d characters: %s, at most %d bytes, %.1f s",
                    VIEWS, view.replace(id, "…"), candidate.length(), seen, size.get(), seconds(begun));
            seen.seen()
                    .filter(outcome -> !outcome.equals("200") && !outcome.equals("503"))
                    .forEach(outcome -> findings.wrong(view + " ended in " + outcome));
        }
    }

    /** Clients that begin to read an export and leave. */
    void leave() {
        Outcomes seen = new Outcomes();
        for (int client = 0; client < LEAVING; client++) {
            try (Socket socket = new Socket()) {
                connect(socket);
                send(socket, "GET " + EXPORT);
                byte[] some = new byte[512];
                int length = socket.getInputStream().read(some);
                seen.count(length < 12 ? "closed" : new String(some, 9, 3, StandardCharsets.US_ASCII));
            } catch (IOException broken) {
                seen.count(broken.getClass().getSimpleName());
            }
        }
        say("%d clients that left one after the other: %s", LEAVING, seen);
    }

    /** A post whose client ends its sending side has to be answered. */
    void endTheSendingSide() {
        byte[] body = ServiceProcess.candidate("half-closed").getBytes(StandardCharsets.UTF_8);
        String status;
        try (Socket socket = new Socket()) {
            connect(socket);
            send(socket, "POST /v1/assessments", "Content-Type: application/json", "Content-Length: " + body.length);
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            status = answer.length < 12 ? "no answer" : new String(answer, 9, 3, StandardCharsets.US_ASCII);
        } catch (IOException broken) {
            status = broken.toString();
        }
        say("a post that half-closes: %s", status);
        if (!status.equals("201")) {
            findings.wrong("a post that half-closes: " + status);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(service.address(path)).timeout(PATIENCE).build();
    }

    private void connect(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()), 5000);
    }

    private static void send(Socket socket, String target, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    static void together(int threads, Runnable work) throws InterruptedException {
        List<Thread> started = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            Thread thread = new Thread(work);
            thread.start();
            started.add(thread);
        }
        for (Thread thread : started) {
            thread.join();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
