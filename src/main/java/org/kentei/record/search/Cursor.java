package org.kentei.record.search;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a page ended. It names a row, not a count of rows, so that assessments added meanwhile shift nothing.
 *
 * @param position the position of the last row that was shown
 */
public record Cursor(long position) {

    private static final byte VERSION = 1;
    private static final int BYTES = Byte.BYTES + Long.BYTES;

    static Cursor parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(text));
        if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
            throw new InvalidCursorException();
        }
        long position = bytes.getLong();
        if (position < 1) {
            throw new InvalidCursorException();
        }
        return new Cursor(position);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw new InvalidCursorException();
        }
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES).put(VERSION).putLong(position).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
