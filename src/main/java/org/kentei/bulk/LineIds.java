package org.kentei.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.LongFunction;
import org.kentei.hash.Hash;

/**
 * Ids of assessments that are made of the place of a line, so that a line sent again asks for the id that it had before.
 * Nobody without the secret can tell what an id was made of.
 */
public final class LineIds {

    /** What the secret of the record is for. */
    public static final String PURPOSE = "ids of lines";

    private LineIds() {}

    /**
     * The ids of the lines of one stream; UUIDs of version 8 (RFC 9562).
     *
     * @param secret the secret of the record
     * @param stream what tells the stream from all others
     */
    public static LongFunction<UUID> of(byte[] secret, String stream) {
        return line -> id(secret, "line/" + line + "/" + stream);
    }

    private static UUID id(byte[] secret, String text) {
        ByteBuffer bytes = ByteBuffer.wrap(
                Hash.hmac(secret, text.getBytes(StandardCharsets.UTF_8)).bytes());
        return new UUID(
                (bytes.getLong() & ~0xF000L) | 0x8000L, (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
    }
}
