package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** Tokens of the issuers that the service is configured for. */
@QuarkusTest
@TestProfile(ServiceWithKeys.WithKeys.class)
class IssuersAuthenticateClientsTest extends ServiceWithKeys {

    @Test
    void tokens_of_the_configured_issuers_are_accepted_and_no_others() throws Exception {
        PublicJsonWebKey key = Issuer.key("first");
        PublicJsonWebKey next = Issuer.key("second");
        Issuer.serve(List.of(key));
        String good = Issuer.signed(Issuer.claims(), key);
        assertThat(with(good).get("/v1/assessments").statusCode()).isEqualTo(200);
        assertThat(with(good).get("/v1/log/entries").statusCode()).isEqualTo(403);
        String id = with(good)
                .contentType("application/json")
                .body(EXAMPLE)
                .post("/v1/assessments")
                .path("assessmentId");
        assertThat(as("read").get("/v1/assessments/" + id + "/firings").<String>path("client.name"))
                .isEqualTo("corp:hanako");

        assertRefused(signed(key, claims -> claims.setExpirationTimeMinutesInTheFuture(-2)), "expired");
        assertRefused(signed(key, claims -> claims.unsetClaim("exp")), "no expiration");
        assertRefused(signed(key, claims -> claims.setAudience("payroll")), "audience");
        assertRefused(signed(key, claims -> claims.setIssuer("https://unknown.example")), "no issuer");
        assertRefused(signed(key, claims -> claims.setIssuer(Issuer.OF_FILE)), "not signed");
        assertRefused(signed(key, claims -> claims.setNotBeforeMinutesInThePast(-5)), "not valid now");
        assertRefused(signed(key, claims -> claims.unsetClaim("sub")), "client");
        PublicJsonWebKey forger = Issuer.key("first");
        assertRefused(Issuer.signed(Issuer.claims(), forger), "not signed");
        assertRefused(withAlgorithm(AlgorithmIdentifiers.NONE, null), "not signed");
        assertRefused(
                withAlgorithm(
                        AlgorithmIdentifiers.HMAC_SHA256,
                        new HmacKey(key.getPublicKey().getEncoded())),
                "not signed");
        assertRefused(good.substring(0, good.length() - 4) + "AAAA", "not signed");

        String roleless = signed(key, claims -> claims.unsetClaim("realm_access"));
        assertThat(with(roleless).get("/v1/vocabulary").statusCode()).isEqualTo(403);

        // the issuer takes a new key, and the old one away
        Issuer.serve(List.of(next));
        String ofNext = Issuer.signed(Issuer.claims(), next);
        await(() -> with(ofNext).get("/v1/assessments").statusCode() == 200);
        assertRefused(good, "not signed");
    }

    /** A token of the first issuer with claims that differ in something from those that are accepted. */
    private static String signed(PublicJsonWebKey key, Consumer<JwtClaims> different) throws Exception {
        JwtClaims claims = Issuer.claims();
        different.accept(claims);
        return Issuer.signed(claims, key);
    }

    private static String withAlgorithm(String algorithm, java.security.Key key) throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setPayload(Issuer.claims().toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue("first");
        token.setKey(key);
        return token.getCompactSerialization();
    }

    @Test
    void an_issuer_may_have_its_keys_in_a_file() throws Exception {
        JwtClaims claims = Issuer.claims();
        claims.setIssuer(Issuer.OF_FILE);
        claims.setClaim("azp", "hr-system");
        claims.setClaim("scope", "openid read assess");
        for (PublicJsonWebKey key : List.of(Issuer.rsaKey("a"), Issuer.key("b"))) {
            Issuer.keep(List.of(key));
            Thread.sleep(20);
            assertThat(with(Issuer.signed(claims, key)).get("/v1/log/entries").statusCode())
                    .isEqualTo(200);
        }
    }
}
