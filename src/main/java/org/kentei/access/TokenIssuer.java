package org.kentei.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.kentei.access.Credentials.Identity;
import org.kentei.access.IssuersConfig.Issuer;

/** Checks the tokens of one issuer: signature, issuer, audience and life, then the client and its roles. */
final class TokenIssuer {

    private static final Logger LOG = Logger.getLogger(TokenIssuer.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Signatures by a private key only. `none` and secrets shared with the issuer are not among them. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private static final int CLOCK_DIFFERENCE_SECONDS = 30;
    private static final int LONGEST_CLIENT = 80;

    private final String name;
    private final Issuer config;
    private final VerificationKeyResolver keys;
    private final Clock clock;

    TokenIssuer(String name, Issuer config, Clock clock) {
        this.name = name;
        this.config = config;
        this.clock = clock;
        config.roles().values().forEach(ApiKeys::roles);
        keys = config.keys().contains("://") ? served(URI.create(config.keys())) : new JwksFile(Path.of(config.keys()));
    }

    private VerificationKeyResolver served(URI address) {
        boolean local = Loopback.is(address.getHost());
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && local)) {
            throw new IllegalArgumentException(
                    "`kentei.issuers." + name + ".keys` has to begin with `https://`, or name a"
                            + " file. `http://` is accepted for this machine only.");
        }
        return new JwksAddress(address, clock);
    }

    /**
     * Whom a token authenticates.
     *
     * @throws CredentialException if it is not accepted
     */
    Identity check(String token) {
        try {
            JwtContext checked = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys)
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setExpectedIssuer(config.issuer())
                    .setExpectedAudience(config.audience())
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(CLOCK_DIFFERENCE_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .process(token);
            JsonNode claims = JSON.readTree(checked.getJwtClaims().getRawJson());
            Instant expiresAt = Instant.ofEpochMilli(
                    checked.getJwtClaims().getExpirationTime().getValueInMillis());
            return new Identity(client(claims), roles(claims), null, expiresAt.plusSeconds(CLOCK_DIFFERENCE_SECONDS));
        } catch (InvalidJwtException refused) {
            LOG.debugf("A token of the issuer `%s` was refused, with the codes %s.", name, codes(refused));
            throw new CredentialException(reason(refused));
        } catch (JsonProcessingException | MalformedClaimException unreadable) {
            throw new CredentialException("The claims of the token cannot be read.");
        }
    }

    private static List<Integer> codes(InvalidJwtException refused) {
        return refused.getErrorDetails().stream()
                .map(detail -> detail.getErrorCode())
                .toList();
    }

    private static String reason(InvalidJwtException refused) {
        if (refused.hasExpired()) {
            return "The token expired.";
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is not for this service: its audience is another one.";
        }
        if (refused.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "The token has no expiration time.";
        }
        return "The token is not signed by a key of its issuer, or is not valid now.";
    }

    private String client(JsonNode claims) {
        JsonNode claim = at(claims, config.clientClaim());
        String client = claim.textValue();
        if (client == null
                || client.isBlank()
                || client.length() > LONGEST_CLIENT
                || client.chars().anyMatch(Character::isISOControl)) {
            throw new CredentialException("The token does not name its client in the claim `" + config.clientClaim()
                    + "`, in at most " + LONGEST_CLIENT + " characters.");
        }
        return name + ":" + client;
    }

    private Set<Role> roles(JsonNode claims) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        Map<String, List<String>> mapped = config.roles();
        values(at(claims, config.rolesClaim())).forEach(value -> {
            if (mapped.isEmpty()) {
                Stream.of(Role.values())
                        .filter(role -> role.code().equals(value))
                        .forEach(roles::add);
            } else {
                roles.addAll(ApiKeys.roles(mapped.getOrDefault(value, List.of())));
            }
        });
        return roles;
    }

    /** The values of a list, or of a text with blanks between them, as OAuth writes scopes. */
    private static Stream<String> values(JsonNode claim) {
        return claim.isTextual()
                ? Stream.of(claim.textValue().split(" "))
                : StreamSupport.stream(claim.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue);
    }

    /** A claim whose whole name is the path, or the one that the path leads to. */
    private static JsonNode at(JsonNode claims, String path) {
        if (claims.has(path)) {
            return claims.get(path);
        }
        JsonNode found = claims;
        for (String part : path.split("/")) {
            found = found.path(part);
        }
        return found;
    }
}
