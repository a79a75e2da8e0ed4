package org.kentei.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** What the settings of issuers may be, and how long their keys are kept. Other tokens are tried against a running service. */
class TokenIssuersTest {

    private static final String CORP = "kentei.issuers.corp.";

    @Test
    void without_settings_there_is_no_issuer() {
        assertThat(issuers(Map.of()).configured()).isFalse();
        assertThatThrownBy(() -> issuers(Map.of()).check("e30.e30.e30"))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("no issuer");
    }

    @Test
    void keys_come_over_an_encrypted_connection_or_from_this_machine() {
        assertThat(issuers(corp("https://issuer.example/keys")).configured()).isTrue();
        assertThat(issuers(corp("http://127.0.0.1:8180/keys")).configured()).isTrue();
        for (String refused : new String[] {"http://192.0.2.1/keys", "ftp://127.0.0.1/keys", "no-such-file.json"}) {
            assertThatThrownBy(() -> issuers(corp(refused)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(refused.contains("://") ? CORP + "keys" : refused);
        }
    }

    @Test
    void a_mapping_to_an_unknown_role_is_refused() {
        assertThatThrownBy(() -> issuers(Map.of(
                        CORP + "issuer", "https://issuer.example",
                        CORP + "audience", "kentei",
                        CORP + "keys", "https://issuer.example/keys",
                        CORP + "roles.clerks", "assess,admin")))
                .hasMessageContaining("There is no role `admin`");
    }

    @Test
    void keys_of_an_issuer_that_does_not_answer_stay_valid_for_an_hour() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        byte[] keys =
                new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        TokenIssuers issuers =
                issuers(corp("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys"), clock);
        String token = token(key, now.get().plus(Duration.ofDays(1)));
        assertThat(issuers.check(token).client()).isEqualTo("corp:hanako");
        issuer.stop(0);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(59)));
        assertThat(issuers.check(token).client()).isEqualTo("corp:hanako");

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        assertThatThrownBy(() -> issuers.check(token))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("not signed by a key of its issuer");
    }

    @Test
    void an_issuer_that_sends_its_keys_byte_by_byte_holds_nobody() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        CountDownLatch closed = new CountDownLatch(1);
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int sent = 0; sent < 60; sent++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(500);
                }
            } catch (IOException | InterruptedException left) {
                closed.countDown();
            }
        });
        issuer.start();
        TokenIssuers issuers =
                issuers(corp("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys"));
        assertThatThrownBy(() -> issuers.check(token(key, Instant.now().plus(Duration.ofDays(1)))))
                .isInstanceOf(CredentialException.class);
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        issuer.stop(0);
    }

    private static String token(PublicJsonWebKey key, Instant expires) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setAudience("kentei");
        claims.setSubject("hanako");
        claims.setExpirationTime(NumericDate.fromMilliseconds(expires.toEpochMilli()));
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return token.getCompactSerialization();
    }

    private static Map<String, String> corp(String keys) {
        return Map.of(CORP + "issuer", "https://issuer.example", CORP + "audience", "kentei", CORP + "keys", keys);
    }

    private static TokenIssuers issuers(Map<String, String> settings) {
        return issuers(settings, Clock.systemUTC());
    }

    private static TokenIssuers issuers(Map<String, String> settings, Clock clock) {
        IssuersConfig config = new SmallRyeConfigBuilder()
                .withMapping(IssuersConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(IssuersConfig.class);
        return new TokenIssuers(config, clock);
    }
}
