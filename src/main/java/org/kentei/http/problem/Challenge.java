package org.kentei.http.problem;

import org.jspecify.annotations.Nullable;

/** The header {@code WWW-Authenticate}, which tells a client how to authenticate (RFC 6750, 3). */
public final class Challenge {

    public static final String HEADER = "WWW-Authenticate";

    private Challenge() {}

    /**
     * The value of the header.
     *
     * @param error the code of what is wrong with the credential; null if there is none
     */
    public static String of(@Nullable String error) {
        return "Bearer realm=\"kentei\"" + (error == null ? "" : ", error=\"" + error + "\"");
    }
}
