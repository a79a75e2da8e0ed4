package org.kentei.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.kentei.hash.Hash;

/**
 * The text of an API key: {@code kentei_}, 43 letters and digits that hold 256 random bits, and 6 that hold the CRC-32 of
 * what comes before. The prefix lets programs that look for leaked secrets find it. The checksum shows a mistyped key.
 *
 * <p>The service keeps only the SHA-256 of a key. A slow hash, as for passwords, is not needed: nobody can guess 256
 * random bits.
 */
public final class ApiKey {

    public static final String PREFIX = "kentei_";

    /** Finds what looks like a key inside an address, where some clients write `_` as `%5F`. */
    public static final Pattern INSIDE = Pattern.compile(PREFIX.replace("_", "(_|%5[Ff])") + "[0-9A-Za-z]{40,}");

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECKSUM_DIGITS = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_DIGITS + CHECKSUM_DIGITS;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiKey() {}

    /** A new key. */
    static String random() {
        String text = PREFIX + digits(new BigInteger(RANDOM_BITS, RANDOM), RANDOM_DIGITS);
        return text + checksum(text);
    }

    /** Whether a text has the form of a key and its checksum fits. */
    static boolean isWellFormed(String text) {
        int end = LENGTH - CHECKSUM_DIGITS;
        return text.length() == LENGTH
                && text.startsWith(PREFIX)
                && text.chars().allMatch(c -> c == '_' || DIGITS.indexOf(c) >= 0)
                && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** What is kept of a key. */
    static Hash hash(String key) {
        return Hash.of(key.getBytes(StandardCharsets.US_ASCII));
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(sum.getValue()), CHECKSUM_DIGITS);
    }

    private static String digits(BigInteger number, int length) {
        char[] digits = new char[length];
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        BigInteger rest = number;
        for (int place = length - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt(rest.mod(base).intValue());
            rest = rest.divide(base);
        }
        return new String(digits);
    }
}
