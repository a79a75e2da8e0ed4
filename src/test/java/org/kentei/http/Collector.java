package org.kentei.http;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** A collector of spans beside the service, which keeps the bytes that it receives. */
public class Collector implements QuarkusTestResourceLifecycleManager {

    private static final StringBuffer RECEIVED = new StringBuffer();

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        server.createContext("/v1/traces", exchange -> {
            RECEIVED.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return Map.of(
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "otel.bsp.schedule.delay",
                "100");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** Waits for a span of a trace; all that was received, a character for each byte: texts can be searched in it. */
    static String awaitSpansOf(String traceId) throws InterruptedException {
        String trace = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        for (int attempt = 0; attempt < 1200; attempt++) {
            if (RECEIVED.indexOf(trace) >= 0) {
                return RECEIVED.toString();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No span of the trace " + traceId + " was received");
    }
}
