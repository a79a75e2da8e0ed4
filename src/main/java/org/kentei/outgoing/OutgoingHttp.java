package org.kentei.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks other servers. A server that is slow or sends too much cannot hold the one who asks. Safe for several threads. */
public final class OutgoingHttp {

    private final HttpClient http;
    private final Duration timeLimit;
    private final int mostBytes;

    /**
     * @param timeLimit for the head of an answer, and again for its body
     * @param mostBytes of an answer's body; the rest is not read
     */
    public OutgoingHttp(HttpClient.Redirect redirects, Duration timeLimit, int mostBytes) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirects)
                .connectTimeout(timeLimit)
                .build();
        this.timeLimit = timeLimit;
        this.mostBytes = mostBytes;
    }

    /** What a server answered, its body read as UTF-8. */
    public record Answer(int status, HttpHeaders headers, String body) {}

    /** The body of an answer did not come whole and in time. */
    public static final class BrokenAnswerException extends IOException {
        BrokenAnswerException(Duration timeLimit, IOException cause) {
            super("its answer broke off, or took more than " + timeLimit.toSeconds() + " seconds", cause);
        }
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws java.net.http.HttpTimeoutException if no answer begins in time
     * @throws BrokenAnswerException if its body does not come whole and in time
     */
    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request.timeout(timeLimit).build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            // the limit of the request ends with the head of the answer
            CompletableFuture.delayedExecutor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(body));
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    new String(body.readNBytes(mostBytes), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new BrokenAnswerException(timeLimit, broken);
        }
    }

    private static void close(InputStream answer) {
        try {
            answer.close();
        } catch (IOException broken) {
            // it cannot be read any more, which is what was wanted
        }
    }
}
