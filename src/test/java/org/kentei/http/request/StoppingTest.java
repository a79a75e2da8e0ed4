package org.kentei.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class StoppingTest {

    @Test
    void requests_that_arrive_while_the_service_is_stopped_are_refused_but_it_says_that_it_lives() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Stopping stopping = new Stopping(new ProblemWriter(new ObjectMapper()));
            Router router = Router.router(vertx);
            router.route().handler(stopping::check);
            router.route().handler(context -> context.end("answered"));
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            assertThat(get(server, "/v1/rules").body()).isEqualTo("answered");

            stopping.begin();
            HttpResponse<String> refused = get(server, "/v1/rules");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.body()).contains("urn:kentei:problem:not-ready", "The service is being stopped.");
            assertThat(get(server, "/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/q/health/live").body()).isEqualTo("answered");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static HttpResponse<String> get(HttpServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
