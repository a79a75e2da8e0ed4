package org.kentei.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.kentei.access.Credentials.Identity;

/** The configured issuers of tokens. */
@Startup
@ApplicationScoped
public class TokenIssuers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PARTS = 3;

    private final Map<String, TokenIssuer> byIssuer = new HashMap<>();

    /** @throws ConfigurationException if the settings of an issuer cannot be right */
    public TokenIssuers(IssuersConfig config, Clock clock) {
        config.byName().forEach((name, issuer) -> {
            if (byIssuer.put(issuer.issuer(), issuer(name, issuer, clock)) != null) {
                throw new ConfigurationException(
                        "Two of `kentei.issuers` are the same issuer, `" + issuer.issuer() + "`.");
            }
        });
    }

    private static TokenIssuer issuer(String name, IssuersConfig.Issuer config, Clock clock) {
        try {
            return new TokenIssuer(name, config, clock);
        } catch (IllegalArgumentException | KeyException wrong) {
            throw new ConfigurationException("`kentei.issuers." + name + "` is wrong. " + wrong.getMessage());
        }
    }

    boolean configured() {
        return !byIssuer.isEmpty();
    }

    Identity check(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new CredentialException("This is neither a key nor a token.");
        }
        TokenIssuer issuer = byIssuer.get(statedIssuer(parts[1]));
        if (issuer == null) {
            throw new CredentialException("The token is of no issuer that this service accepts.");
        }
        return issuer.check(token);
    }

    /** The issuer as the token states it, which only says whose keys have to prove it. */
    private static String statedIssuer(String payload) {
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(payload));
            return claims == null ? "" : claims.path("iss").asText();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CredentialException("This is neither a key nor a token.");
        }
    }
}
