package org.kentei.http.page;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who issues certificates, and the address at which others can verify them. */
@Startup
@ApplicationScoped
public class CertificateIssuer {

    private static final int MOST_CHARACTERS = 200;

    private final Optional<String> name;
    private final Optional<String> publicUrl;

    /**
     * Who issues certificates, by the settings.
     *
     * @param name the name of the organisation that issues certificates
     * @param publicUrl the address under which others reach the service
     * @throws ConfigurationException for an address that is not one of http or https
     */
    public CertificateIssuer(
            @ConfigProperty(name = "kentei.issuer") Optional<String> name,
            @ConfigProperty(name = "kentei.public-url") Optional<String> publicUrl) {
        this.name = name.map(String::strip).filter(text -> !text.isEmpty());
        this.publicUrl = publicUrl.map(CertificateIssuer::checked);
    }

    private static String checked(String given) {
        String text = given.strip();
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException invalid) {
            throw refused(given);
        }
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web
                || address.getHost() == null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null
                || text.length() > MOST_CHARACTERS) {
            throw refused(given);
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static ConfigurationException refused(String given) {
        return new ConfigurationException("`kentei.public-url` has to be an address such as"
                + " `https://kentei.example.com`, without a query and with at most " + MOST_CHARACTERS
                + " characters, not `" + given + "`.");
    }

    /** The name of the organisation; empty if it is not set. */
    Optional<String> name() {
        return name;
    }

    /** The public address of a path; empty if no public address is set. */
    Optional<String> address(String path) {
        return publicUrl.map(base -> base + path);
    }
}
