package org.kentei.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.kentei.outgoing.OutgoingHttp;
import org.kentei.outgoing.OutgoingHttp.Answer;

/** The keys of an issuer that serves them. They are kept, and stay valid for an hour after its last answer. */
final class JwksAddress implements VerificationKeyResolver {

    /** Between two looks at the issuer's keys because of a token with an unknown one. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Between two looks while the issuer does not answer. */
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_WITHOUT_ISSUER = Duration.ofHours(1);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 1_000_000;
    private static final int OK = 200;

    private final OutgoingHttp http = new OutgoingHttp(HttpClient.Redirect.NORMAL, TIME_LIMIT, MOST_BYTES);
    private final VerificationKeyResolver known;
    private final Clock clock;

    /** When the issuer last answered with keys. */
    private volatile Instant answered = Instant.EPOCH;

    JwksAddress(URI address, Clock clock) {
        this.clock = clock;
        HttpsJwks jwks = new HttpsJwks(address.toString());
        jwks.setSimpleHttpGet(any -> ask(address));
        jwks.setDefaultCacheDuration(KEPT.toSeconds());
        jwks.setRefreshReprieveThreshold(BETWEEN_LOOKS.toMillis());
        // it begins anew with each failure, so it only says when to ask again
        jwks.setRetainCacheOnErrorDuration(BETWEEN_FAILURES.toSeconds());
        known = new HttpsJwksVerificationKeyResolver(jwks);
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        Key key = known.resolveKey(signature, nesting);
        if (clock.instant().isAfter(answered.plus(KEPT_WITHOUT_ISSUER))) {
            throw new UnresolvableKeyException("The issuer has not answered for too long.");
        }
        return key;
    }

    /** Asks the issuer for its keys, and notes when it last answered with some. */
    private SimpleResponse ask(URI address) throws IOException {
        try {
            Answer answer = http.send(HttpRequest.newBuilder(address));
            if (answer.status() != OK) {
                throw new IOException("The issuer answered " + answer.status() + ".");
            }
            new JsonWebKeySet(answer.body());
            answered = clock.instant();
            return new Response(answer.status(), "", answer.headers().map(), answer.body());
        } catch (JoseException noKeys) {
            throw new IOException("The answer is not a JSON Web Key Set.", noKeys);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("The service stops.", stopped);
        }
    }
}
