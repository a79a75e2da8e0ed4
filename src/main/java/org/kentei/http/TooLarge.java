package org.kentei.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kentei.candidate.CandidateLimits;
import org.kentei.http.Problem.Kind;
import org.kentei.page.Language;
import org.kentei.page.Site;

/** Refuses bodies over the limit, by their stated length before they are read, and by counting where none is stated. */
@ApplicationScoped
public class TooLarge {

    static final Problem PROBLEM = Kind.TOO_LARGE.problem(
            "A candidate has at most " + CandidateLimits.BODY_BYTES + " bytes; nothing was stored.");

    /** A form writes a line break, its longest way to write one byte, as {@code %0D%0A}; the field's name comes first. */
    static final int FORM_BYTES = "candidate=".length() + 6 * CandidateLimits.BODY_BYTES;

    private static final int BEFORE_ALL_OTHERS = 1000;
    private static final String FORM = "/try";

    private final ObjectMapper json;

    public TooLarge(ObjectMapper json) {
        this.json = json;
    }

    /** How many bytes the body of a request may have. */
    static int limit(RoutingContext context) {
        return context.normalizedPath().equals(FORM) ? FORM_BYTES : CandidateLimits.BODY_BYTES;
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkStatedLength, BEFORE_ALL_OTHERS);
    }

    /** Reads a body that is not over the limit. */
    static byte[] read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(CandidateLimits.BODY_BYTES + 1);
        } catch (IOException broken) {
            // a client's doing, and so no incident
            throw new ProblemException(
                    Kind.BAD_REQUEST.problem("The body did not arrive whole, or not in time; nothing was stored."));
        }
        if (bytes.length > CandidateLimits.BODY_BYTES) {
            throw new ProblemException(PROBLEM);
        }
        return bytes;
    }

    private void checkStatedLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || !isOver(length, limit(context))) {
            context.next();
            return;
        }
        answer(context, PROBLEM);
    }

    /** Refuses a body before it is read: with a page where a person sent the form, else with a problem. */
    void answer(RoutingContext context, Problem problem) {
        boolean form = context.normalizedPath().equals(FORM);
        if (problem.status() == 503) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "" + ProblemMappers.RETRY_AFTER_SECONDS);
        }
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            form ? MediaType.TEXT_HTML + ";charset=utf-8" : Problem.MEDIA_TYPE)
                    // what is left of the request is not read any more
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(form ? page(context, problem) : json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            context.fail(impossible);
        }
    }

    private static String page(RoutingContext context, Problem problem) {
        List<Locale> accepted = context.acceptableLanguages().stream()
                .map(language -> Locale.forLanguageTag(language.tag()))
                .toList();
        var remembered = context.request().getCookie(Visit.LANGUAGE);
        Language language = Language.of(remembered == null ? null : remembered.getValue(), accepted);
        return new Site(language, "/?").write("notice", Map.of("heading", problem.title(), "text", problem.detail()));
    }

    private static boolean isOver(String length, int limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException noLength) {
            return false;
        }
    }
}
