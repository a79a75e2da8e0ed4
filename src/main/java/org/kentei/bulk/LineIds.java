package org.kentei.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (bytes.getLong() & ~0xF000L) | 0x8000L,
                    (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }
}
