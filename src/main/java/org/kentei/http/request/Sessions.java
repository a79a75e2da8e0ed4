package org.kentei.http.request;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.Cookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.access.ApiKeys;
import org.kentei.access.Credentials;
import org.kentei.access.Credentials.Identity;
import org.kentei.access.Role;
import org.kentei.hash.Hash;
import org.kentei.record.store.RecordSecrets;

/**
 * Signs browsers in. The cookie says who signed in and until when, and is signed with a secret that all instances on one
 * record share. It contains neither the key nor the token. A key is looked up again with every request, so that a
 * session ends with its key.
 */
@ApplicationScoped
public class Sessions {

    public static final String COOKIE = "kentei-session";

    /** A working day; then the reader signs in again. */
    public static final Duration LIFE = Duration.ofHours(8);

    private static final String OF_KEY = "key";
    private static final String OF_TOKEN = "token";
    private static final int PARTS = 4;

    private final Credentials credentials;
    private final RecordSecrets secrets;
    private final Clock clock;
    private byte @Nullable [] secret;

    public Sessions(Credentials credentials, RecordSecrets secrets, Clock clock) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** No event loop shall wait for the database. */
    void prepare(@Observes StartupEvent start) {
        secret();
    }

    /** The value of the cookie for somebody who has just signed in. */
    public String begin(Identity identity) {
        Instant end = clock.instant().plus(LIFE);
        if (identity.expiresAt() != null && identity.expiresAt().isBefore(end)) {
            end = identity.expiresAt();
        }
        String roles = identity.roles().stream().sorted().map(Role::code).collect(Collectors.joining(","));
        String content = String.join(
                "\n",
                identity.keyId() == null ? OF_TOKEN : OF_KEY,
                Long.toString(end.getEpochSecond()),
                identity.keyId() == null ? identity.client() : identity.keyId(),
                identity.keyId() == null ? roles : "");
        return encoded(content.getBytes(StandardCharsets.UTF_8)) + "." + encoded(sign("session\n" + content));
    }

    /** Who signed in; empty if nobody did, or the session ended. */
    Optional<Identity> of(@Nullable Cookie cookie) {
        return cookie == null ? Optional.empty() : of(cookie.getValue());
    }

    private Optional<Identity> of(String value) {
        int dot = value.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            String content = new String(Base64.getUrlDecoder().decode(value.substring(0, dot)), StandardCharsets.UTF_8);
            byte[] signature = Base64.getUrlDecoder().decode(value.substring(dot + 1));
            return MessageDigest.isEqual(signature, sign("session\n" + content)) ? read(content) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private Optional<Identity> read(String content) {
        String[] parts = content.split("\n", -1);
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        if (parts.length != PARTS || !clock.instant().isBefore(end)) {
            return Optional.empty();
        }
        return parts[0].equals(OF_KEY)
                ? credentials.ofKey(parts[2])
                : Optional.of(new Identity(
                        parts[2],
                        parts[3].isEmpty() ? Set.of() : ApiKeys.roles(List.of(parts[3].split(","))),
                        null,
                        end));
    }

    /**
     * What a form of a page carries, so that no other site can have a browser send it.
     *
     * @param nonce what the browser's cookie for forms holds
     * @param session the cookie of the session; empty for none
     */
    public String formToken(String nonce, String session) {
        return encoded(sign("form\n" + nonce + "\n" + session));
    }

    /** Whether a form came from a page that this browser got in this session. */
    public boolean isFormToken(String token, String nonce, String session) {
        return !nonce.isEmpty()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        formToken(nonce, session).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sign(String text) {
        return Hash.hmac(secret(), text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private synchronized byte[] secret() {
        if (secret == null) {
            secret = secrets.of("sessions of pages");
        }
        return secret;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
