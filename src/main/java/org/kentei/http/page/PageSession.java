package org.kentei.http.page;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.access.Credentials.Identity;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.Sessions;
import org.kentei.http.response.ClientEncryption;

/** What pages know of their reader: who signed in, and the token that its forms carry. */
@ApplicationScoped
public class PageSession {

    /** The field of a form that holds its token. */
    public static final String FIELD = "formToken";

    private static final Problem FOREIGN_FORM = ProblemType.CROSS_SITE.problem(
            "This form is not of a page that your browser got from here lately. Open the page again, and send it once more.");

    private static final String COOKIE = "kentei-form";
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CurrentVertxRequest requests;
    private final ClientEncryption encryption;
    private final CurrentCaller callers;
    private final Sessions sessions;

    public PageSession(
            CurrentVertxRequest requests, ClientEncryption encryption, CurrentCaller callers, Sessions sessions) {
        this.requests = requests;
        this.encryption = encryption;
        this.callers = callers;
        this.sessions = sessions;
    }

    /** What every page shows of its reader, by the names that templates use. */
    Map<String, Object> data() {
        Map<String, Object> data = new HashMap<>();
        Caller caller = callers.get();
        data.put("signedIn", caller.authenticated() ? caller.client() : null);
        data.put(FIELD, sessions.formToken(nonce(), session()));
        return data;
    }

    /**
     * Checks the token of a form.
     *
     * @throws ProblemException if the form is not of a page that this browser got in this session
     */
    void requireOwnForm(@Nullable String token) {
        String nonce = cookie(COOKIE);
        if (token == null || !sessions.isFormToken(token, nonce, session())) {
            throw new ProblemException(FOREIGN_FORM);
        }
    }

    void signIn(Identity identity) {
        setCookie(Sessions.COOKIE, sessions.begin(identity), Sessions.LIFE.toSeconds());
    }

    void signOut() {
        setCookie(Sessions.COOKIE, "", 0L);
    }

    private String session() {
        return cookie(Sessions.COOKIE);
    }

    private String nonce() {
        String known = cookie(COOKIE);
        if (!known.isEmpty()) {
            return known;
        }
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        setCookie(COOKIE, nonce, null);
        return nonce;
    }

    private String cookie(String name) {
        Cookie cookie = request().getCookie(name);
        return cookie == null ? "" : cookie.getValue();
    }

    private void setCookie(String name, String value, @Nullable Long seconds) {
        Cookie cookie = Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(encryption.isOn());
        if (seconds != null) {
            cookie.setMaxAge(seconds);
        }
        requests.getCurrent().response().addCookie(cookie);
    }

    private HttpServerRequest request() {
        return requests.getCurrent().request();
    }
}
