package org.kentei.http;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Two issuers of tokens beside the service: one serves its keys on loopback, the other has them in a file. */
public class Issuer implements QuarkusTestResourceLifecycleManager {

    static final String NAME = "https://issuer.example";
    static final String OF_FILE = "https://file.example";
    static final String AUDIENCE = "kentei";

    private static volatile String served = "";
    private static Path file = Path.of("unset");

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                byte[] body = served.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
            serve(List.of());
            file = Files.createTempFile(Path.of("target"), "issuer", ".json");
            keep(List.of());
            return Map.ofEntries(
                    Map.entry("kentei.issuers.corp.issuer", NAME),
                    Map.entry("kentei.issuers.corp.audience", AUDIENCE),
                    Map.entry(
                            "kentei.issuers.corp.keys",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
                    Map.entry("kentei.issuers.corp.roles-claim", "realm_access/roles"),
                    Map.entry("kentei.issuers.corp.roles.\"HR Clerks\"", "assess"),
                    Map.entry("kentei.issuers.corp.roles.auditors", "read"),
                    Map.entry("kentei.issuers.partner.issuer", OF_FILE),
                    Map.entry("kentei.issuers.partner.audience", AUDIENCE),
                    Map.entry("kentei.issuers.partner.keys", file.toString()),
                    Map.entry("kentei.issuers.partner.client-claim", "azp"),
                    Map.entry("kentei.issuers.partner.roles-claim", "scope"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static PublicJsonWebKey key(String id) throws JoseException {
        return named(id, EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    /** It takes a second or two to make. */
    static PublicJsonWebKey rsaKey(String id) throws JoseException {
        return named(id, RsaJwkGenerator.generateJwk(2048));
    }

    private static PublicJsonWebKey named(String id, PublicJsonWebKey key) {
        key.setKeyId(id);
        return key;
    }

    /** Has the first issuer publish these keys and no others. */
    static void serve(List<PublicJsonWebKey> keys) {
        served = new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Has the file of the second issuer hold these keys and no others. */
    static void keep(List<PublicJsonWebKey> keys) throws IOException {
        Files.writeString(file, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    /** Claims that are accepted, of a clerk of the first issuer. */
    static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(AUDIENCE);
        claims.setSubject("hanako");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("realm_access", Map.of("roles", List.of("HR Clerks", "others")));
        return claims;
    }

    static String signed(JwtClaims claims, PublicJsonWebKey key) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(
                key instanceof RsaJsonWebKey
                        ? AlgorithmIdentifiers.RSA_USING_SHA256
                        : AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return token.getCompactSerialization();
    }
}
