package org.kentei.candidate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The characters of the body, with lines and columns for people. */
final class BodyText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int NEAR = 16;

    private final char[] characters;
    private final int length;

    private BodyText(char[] characters, int length) {
        this.characters = characters;
        this.length = length;
    }

    /** Decodes the body, or returns null if the bytes are not UTF-8. */
    static @Nullable BodyText decode(byte[] body, FaultCollector faults) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        // no character of UTF-8 has fewer bytes than chars
        CharBuffer decoded = CharBuffer.allocate(body.length);
        try {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            CoderResult result = decoder.decode(bytes, decoded, true);
            if (result.isError()) {
                result.throwException();
            }
            char[] characters = decoded.array();
            if (decoded.position() > 0 && characters[0] == BYTE_ORDER_MARK) {
                faults.add(
                        BodyLocation.body(0),
                        () -> "The body starts with a byte order mark. Send the JSON without one.");
                // a space instead keeps all later offsets
                characters[0] = ' ';
            }
            return new BodyText(characters, decoded.position());
        } catch (CharacterCodingException notUtf8) {
            faults.add(
                    BodyLocation.body(0),
                    () -> isGzip(body)
                            ? "The body is compressed by gzip. Send it as it is; only the file of a job may be compressed."
                            : "The body must be encoded as UTF-8; its byte " + (bytes.position() + 1) + " is not.");
            return null;
        }
    }

    private static boolean isGzip(byte[] body) {
        return body.length > 2 && ((body[0] & 0xFF) | (body[1] & 0xFF) << 8) == GZIPInputStream.GZIP_MAGIC;
    }

    /** The characters, for a parser that reports offsets in them; those after the {@link #length()} are not of the body. */
    char[] characters() {
        return characters;
    }

    int length() {
        return length;
    }

    /** The first offset from there that is not white space of JSON, or the end. */
    int skipWhiteSpace(int offset) {
        int next = offset;
        while (next < length && " \t\r\n".indexOf(characters[next]) >= 0) {
            next++;
        }
        return next;
    }

    /** The line and column of an offset, counted from 1. */
    String lineAndColumn(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (characters[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (Character.codePointCount(characters, lineStart, offset - lineStart) + 1);
    }

    /** The characters before and after an offset. */
    String near(int offset) {
        int from = Math.max(0, offset - NEAR);
        int to = Math.min(length, offset + NEAR);
        return QuotedInput.inBackticks(new String(characters, from, to - from));
    }
}
