package org.kentei.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.page.Language;
import org.kentei.page.PageFrame;

/** Answers with a problem before a resource is reached. */
@ApplicationScoped
public class ProblemWriter {

    /** If the connection is closed immediately, a client that is still sending its body loses the response. */
    private static final long LINGER_MILLIS = 1000;

    /** Up to 99,999 bytes. */
    private static final String SHORT_LENGTH = "\\d{1,5}";

    /** The statuses that ask a client to wait, and for how many seconds. */
    private static final Map<Integer, Integer> WAITING = Map.of(
            ProblemType.TOO_MANY_REQUESTS.status(), 1, ProblemType.BUSY.status(), ProblemMappers.RETRY_AFTER_SECONDS);

    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Ends the request: with a page if a person sent a form, else with the problem as JSON. The connection is closed,
     * since the rest of the request is not read. It stays open if the client is only asked to wait and its body is short:
     * under load a client that connects anew costs more than its body.
     */
    public void end(RoutingContext context, Problem problem) {
        boolean form = context.normalizedPath().equals(BodyLimit.FORM);
        boolean isToWait = WAITING.containsKey(problem.status());
        if (isToWait) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "" + WAITING.get(problem.status()));
        }
        boolean open = isToWait && isReadUpToItsEnd(context.request());
        if (!open) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            form ? MediaType.TEXT_HTML + ";charset=utf-8" : Problem.MEDIA_TYPE)
                    .end(form ? page(context, problem) : json.writeValueAsString(problem))
                    .onComplete(sent -> {
                        if (!open) {
                            context.vertx()
                                    .setTimer(
                                            LINGER_MILLIS,
                                            late -> context.request()
                                                    .connection()
                                                    .close());
                        }
                    });
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A problem cannot be written as JSON", impossible);
        }
    }

    /** Reads and forgets a short body; false if there may be a long one. */
    private static boolean isReadUpToItsEnd(HttpServerRequest request) {
        if (request.isEnded()) {
            return true;
        }
        MultiMap headers = request.headers();
        if (headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || headers.contains(HttpHeaders.EXPECT)
                || headers.contains(HttpHeaders.UPGRADE)) {
            return false;
        }
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !length.strip().matches(SHORT_LENGTH)) {
            return false;
        }
        request.resume();
        return true;
    }

    private static String page(RoutingContext context, Problem problem) {
        var remembered = context.request().getCookie(PageFrame.LANGUAGE);
        Language language = Language.of(
                remembered == null ? null : remembered.getValue(),
                context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return new PageFrame(language, "/?")
                .write("notice", Map.of("heading", problem.title(), "text", problem.detail()));
    }
}
