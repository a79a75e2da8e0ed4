package org.kentei.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.page.Language;
import org.kentei.page.PageFrame;

/** Answers with a problem before a resource is reached. */
@ApplicationScoped
public class ProblemWriter {

    /** If the connection is closed immediately, a client that is still sending its body loses the response. */
    private static final long LINGER_MILLIS = 1000;

    private final ObjectMapper json;

    public ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Ends the request: with a page if a person sent a form, else with the problem as JSON. The connection is closed,
     * since the rest of the request is not read.
     */
    public void end(RoutingContext context, Problem problem) {
        boolean form = context.normalizedPath().equals(BodyLimit.FORM);
        if (problem.status() == 503) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "" + ProblemMappers.RETRY_AFTER_SECONDS);
        }
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            form ? MediaType.TEXT_HTML + ";charset=utf-8" : Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(form ? page(context, problem) : json.writeValueAsString(problem))
                    .onComplete(sent -> context.vertx()
                            .setTimer(
                                    LINGER_MILLIS,
                                    late -> context.request().connection().close()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A problem cannot be written as JSON", impossible);
        }
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
