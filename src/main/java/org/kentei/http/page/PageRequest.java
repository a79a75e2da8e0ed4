package org.kentei.http.page;

import io.quarkus.arc.Arc;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.kentei.assessment.NotReadyException;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.page.Language;
import org.kentei.page.PageFrame;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.erasure.ErasedException;
import org.kentei.record.log.CheckpointPendingException;
import org.kentei.record.search.InvalidCursorException;
import org.kentei.record.search.SearchEndedException;
import org.kentei.record.store.ApprovalException;
import org.kentei.ruleset.EvaluationLimitException;

/** A request for a page: its language, and the response if something fails. */
public final class PageRequest {

    /** Pages need only their own stylesheet, and send forms only to this service. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private static final ProblemMappers PROBLEMS = new ProblemMappers();

    private final HttpHeaders headers;
    private final PageFrame site;
    private final boolean chosen;
    private final PageSession session;

    public PageRequest(HttpHeaders headers, UriInfo uri) {
        this.headers = headers;
        String asked = uri.getQueryParameters().getFirst(PageFrame.LANGUAGE);
        Cookie remembered = headers.getCookies().get(PageFrame.LANGUAGE);
        Language language = Language.of(
                asked == null && remembered != null ? remembered.getValue() : asked,
                headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        this.site = new PageFrame(language, address(uri));
        this.chosen = language.code().equals(asked);
        this.session = Arc.container().instance(PageSession.class).get();
    }

    Language language() {
        return site.language();
    }

    /** A response with a page, or with the problem if its data cannot be read. */
    public Response answer(String page, Supplier<Map<String, ?>> data) {
        return answer(Response.Status.OK.getStatusCode(), page, data);
    }

    /**
     * A response with a page and a status.
     *
     * @throws InvalidCandidateException from the supplier: its faults are shown next to the input
     */
    public Response answer(int status, String page, Supplier<Map<String, ?>> data) {
        try {
            Map<String, Object> all = session.data();
            all.putAll(data.get());
            return decorated(Response.status(status).entity(site.write(page, all)))
                    .build();
        } catch (InvalidCandidateException faults) {
            throw faults;
        } catch (RuntimeException thrown) {
            if (!person(headers)) {
                throw thrown;
            }
            return refusal(thrown);
        }
    }

    private Response refusal(RuntimeException thrown) {
        Response mapped = mapped(thrown);
        Problem problem = (Problem) mapped.getEntity();
        Map<String, Object> data = reader();
        ProblemWords words = new ProblemWords(site.language());
        data.put("heading", words.title(problem));
        data.put("text", words.detail(problem));
        String html = site.write("notice", data);
        Response.ResponseBuilder answer =
                decorated(Response.status(problem.status()).entity(html));
        String retryAfter = mapped.getHeaderString(HttpHeaders.RETRY_AFTER);
        return (retryAfter == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, retryAfter)).build();
    }

    /** What is known of the reader, also where just that went wrong. */
    private Map<String, Object> reader() {
        try {
            return session.data();
        } catch (RuntimeException unknown) {
            return new HashMap<>();
        }
    }

    private static Response mapped(RuntimeException thrown) {
        if (thrown instanceof ProblemException problem) {
            return PROBLEMS.problem(problem);
        }
        if (thrown instanceof ErasedException erased) {
            return PROBLEMS.erased(erased);
        }
        if (thrown instanceof InvalidCursorException invalid) {
            return PROBLEMS.invalidCursor(invalid);
        }
        if (thrown instanceof SearchEndedException ended) {
            return PROBLEMS.searchEnded(ended);
        }
        if (thrown instanceof NotReadyException notReady) {
            return PROBLEMS.notReady(notReady);
        }
        if (thrown instanceof CheckpointPendingException pending) {
            return PROBLEMS.notSigned(pending);
        }
        if (thrown instanceof ApprovalException refused) {
            return PROBLEMS.notApproved(refused);
        }
        if (thrown instanceof StoreUnavailableException unavailable) {
            return PROBLEMS.storeUnavailable(unavailable);
        }
        if (thrown instanceof EvaluationLimitException stopped) {
            return PROBLEMS.evaluationStopped(stopped);
        }
        return PROBLEMS.unexpected(thrown);
    }

    /** Whether a person reads the response, who needs a page and not a problem as JSON. */
    static boolean person(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes().stream()
                    .anyMatch(accepted ->
                            !accepted.isWildcardSubtype() && accepted.isCompatible(MediaType.TEXT_HTML_TYPE));
        } catch (IllegalArgumentException invalid) {
            // an Accept that is not valid; at an address with nothing nobody has refused it before
            return false;
        }
    }

    /** Adds the headers of every page. */
    static Response.ResponseBuilder secured(Response.ResponseBuilder answer) {
        return answer.header("Content-Security-Policy", CONTENT_POLICY).header("Referrer-Policy", "same-origin");
    }

    private Response.ResponseBuilder decorated(Response.ResponseBuilder answer) {
        return inLanguage(answer).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Adds what every page has that is written in the reader's language, which is remembered if the reader chose it here. */
    Response.ResponseBuilder inLanguage(Response.ResponseBuilder answer) {
        secured(answer)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, site.language().code())
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Cookie");
        return chosen
                ? answer.cookie(new NewCookie.Builder(PageFrame.LANGUAGE)
                        .value(site.language().code())
                        .path("/")
                        .maxAge((int) Duration.ofDays(365).toSeconds())
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                : answer;
    }

    private static String address(UriInfo uri) {
        StringBuilder address = new StringBuilder(uri.getRequestUri().getRawPath()).append('?');
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        query.forEach((name, values) -> {
            if (!name.equals(PageFrame.LANGUAGE)) {
                values.forEach(value -> address.append(encoded(name))
                        .append('=')
                        .append(encoded(value))
                        .append('&'));
            }
        });
        return address.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
