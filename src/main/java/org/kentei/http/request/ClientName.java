package org.kentei.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;

/** What a client of a service without keys calls itself in a header; the record and the log keep it. */
public final class ClientName {

    public static final String HEADER = "Kentei-Client";
    public static final int LENGTH = 100;

    /** What the header is, for the description of the API. */
    public static final String DESCRIPTION =
            "What the caller calls itself, in UTF-8. Only a service without keys reads it; else the key names the caller.";

    private ClientName() {}

    /**
     * Reads the header, whose bytes are UTF-8.
     *
     * @param header as the server gives it, with a character for each byte
     * @return null if the client did not send a name
     * @throws ProblemException if the name is too long, has control characters or is not UTF-8
     */
    public static @Nullable String read(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String name = decoded(header);
        if (name.codePointCount(0, name.length()) > LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw refused();
        }
        return name;
    }

    private static String decoded(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.INVALID_PARAMETER.problem("The header `" + HEADER + "` has at most "
                + LENGTH + " characters, in UTF-8 and without control characters."));
    }
}
