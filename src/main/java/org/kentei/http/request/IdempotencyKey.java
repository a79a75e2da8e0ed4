package org.kentei.http.request;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;

/**
 * The key in the header {@code Idempotency-Key}, after draft-ietf-httpapi-idempotency-key-header-07. It is a string as RFC
 * 8941 writes it, in quotes.
 */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    /** How many characters a key has at most. */
    public static final int LENGTH = 255;

    public static final String DESCRIPTION = "A key of your own choice for this request, in quotes, such as"
            + " `\"7d3c1f6e-8f0a-4b7e-9a55-0d6f3c2b1a90\"`. If you send the same request again with the same key, you get the"
            + " first answer again, and nothing is stored a second time. It has 1 to " + LENGTH
            + " printable ASCII characters.";

    private static final Pattern STRING = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");

    private IdempotencyKey() {}

    /**
     * Reads the key.
     *
     * @param headers all headers of that name
     * @return null if the request has none
     * @throws ProblemException with status 400 if it is not written as one string
     */
    public static @Nullable String read(List<String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        if (headers.size() == 1) {
            var string = STRING.matcher(headers.get(0).strip());
            if (string.matches()) {
                String key = string.group(1).replaceAll("\\\\(.)", "$1");
                if (!key.isEmpty() && key.length() <= LENGTH) {
                    return key;
                }
            }
        }
        throw new ProblemException(ProblemType.INVALID_PARAMETER.problem("The header `" + HEADER
                + "` must be one string in quotes with 1 to " + LENGTH
                + " printable ASCII characters, such as `\"7d3c1f6e-8f0a-4b7e-9a55-0d6f3c2b1a90\"`."));
    }
}
