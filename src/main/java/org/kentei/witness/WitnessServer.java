package org.kentei.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kentei.witness.Witness.Answer;

/**
 * A witness over HTTP: {@code POST /add-checkpoint} as C2SP tlog-witness has it, and {@code GET /checkpoint?origin=}, by which
 * anyone gets the newest checkpoint that it cosigned of a log.
 */
public final class WitnessServer implements AutoCloseable {

    /** The most bytes of a request's body. A request of a log has about 2 KB. */
    static final int MOST_BYTES = 65_536;

    private static final String ORIGIN = "origin=";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";
    private static final int THREADS = 4;

    /** In seconds. The server of the JDK has no limits of its own. */
    private static final String TIME_LIMIT = "10";

    private static final String MOST_CONNECTIONS = "200";

    private final Witness witness;
    private final HttpServer server;
    private final Consumer<Exception> failures;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private WitnessServer(Witness witness, HttpServer server, Consumer<Exception> failures) {
        this.witness = witness;
        this.server = server;
        this.failures = failures;
    }

    /**
     * Starts to answer on an address.
     *
     * @param failures is told when the witness cannot read or write its folder
     */
    public static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<Exception> failures)
            throws IOException {
        limit("sun.net.httpserver.maxReqTime", TIME_LIMIT);
        limit("sun.net.httpserver.maxRspTime", TIME_LIMIT);
        limit("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        WitnessServer started = new WitnessServer(witness, HttpServer.create(address, 0), failures);
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::handle);
        started.server.start();
        return started;
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (IOException | RuntimeException failed) {
                failures.accept(failed);
                answer = new Answer(500, "The witness cannot read or write its folder.\n");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.status() == 409 ? SIZE : TEXT);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (asked) {
            case "POST /add-checkpoint" -> {
                byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
                yield body.length > MOST_BYTES
                        ? new Answer(413, "A request has at most " + MOST_BYTES + " bytes.\n")
                        : witness.add(new String(body, StandardCharsets.UTF_8));
            }
            case "GET /checkpoint" -> newest(exchange.getRequestURI().getRawQuery());
            default -> new Answer(404, "Ask `POST /add-checkpoint` or `GET /checkpoint?origin=`.\n");
        };
    }

    private Answer newest(@Nullable String query) throws IOException {
        if (query == null || !query.startsWith(ORIGIN)) {
            return new Answer(400, "Name the log: `GET /checkpoint?origin=`.\n");
        }
        String origin = URLDecoder.decode(query.substring(ORIGIN.length()), StandardCharsets.UTF_8);
        Optional<String> newest = witness.newest(origin);
        return newest.map(note -> new Answer(200, note))
                .orElseGet(() -> new Answer(404, "This witness cosigned no checkpoint of the log `" + origin + "`.\n"));
    }

    /** Ends after the requests that it is answering. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
