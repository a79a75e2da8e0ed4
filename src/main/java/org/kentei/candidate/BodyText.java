package org.kentei.candidate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body's characters, and where in them a person finds a place. */
final class BodyText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int NEAR = 16;

    private final char[] characters;

    private BodyText(char[] characters) {
        this.characters = characters;
    }

    /** Decodes the body, or gives null if its bytes are no text. */
    static @Nullable BodyText decode(byte[] body, FaultCollector faults) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            if (characters.length > 0 && characters[0] == BYTE_ORDER_MARK) {
                faults.add(
                        BodyLocation.body(0),
                        () -> "The body begins with a byte order mark; write the JSON without one.");
                // a space instead keeps every later place true
                characters[0] = ' ';
            }
            return new BodyText(characters);
        } catch (CharacterCodingException notUtf8) {
            faults.add(
                    BodyLocation.body(0),
                    () -> "The body must be encoded as UTF-8; its byte " + (bytes.position() + 1) + " is not.");
            return null;
        }
    }

    /** The characters themselves, for a parser that counts places in them. */
    char[] characters() {
        return characters;
    }

    int length() {
        return characters.length;
    }

    /** The first place from there on that is not white space, as JSON knows it; the end if there is none. */
    int skipWhiteSpace(int offset) {
        int next = offset;
        while (next < characters.length && " \t\r\n".indexOf(characters[next]) >= 0) {
            next++;
        }
        return next;
    }

    /** Line and column of a place, each counted from 1. */
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

    /** The characters just before a place and after it. */
    String near(int offset) {
        int from = Math.max(0, offset - NEAR);
        int to = Math.min(characters.length, offset + NEAR);
        return QuotedInput.inBackticks(new String(characters, from, to - from));
    }
}
