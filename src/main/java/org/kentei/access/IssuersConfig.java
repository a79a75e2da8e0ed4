package org.kentei.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** The issuers of tokens that are accepted, each under a name that the operator gives it. */
@ConfigMapping(prefix = "kentei.issuers")
public interface IssuersConfig {

    @WithParentName
    Map<String, Issuer> byName();

    /** One issuer. */
    interface Issuer {

        /** What its tokens have in the claim {@code iss}. */
        String issuer();

        /** What its tokens for Kentei have in the claim {@code aud}. */
        String audience();

        /** Its public keys: the URL or the file of a JSON Web Key Set. */
        String keys();

        /** The claim that names the client; parts of a path are separated by slashes. */
        @WithDefault("sub")
        String clientClaim();

        /** The claim that lists roles; parts of a path are separated by slashes. */
        @WithDefault("roles")
        String rolesClaim();

        /** Which roles a value of that claim gives. If nothing is given, the values are the roles themselves. */
        Map<String, List<String>> roles();
    }
}
