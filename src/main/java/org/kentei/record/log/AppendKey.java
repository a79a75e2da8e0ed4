package org.kentei.record.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.kentei.hash.Hash;
import org.kentei.log.Frontier;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.record.encryption.Encryption;

/**
 * The secret by which the service recognises its own entries. Each entry is stored with its seal: a MAC over the entry under
 * this key. The key is outside of the database, so a person who can only write to the database cannot make a seal.
 *
 * @param from the index of the first entry that must have a seal; those before were accepted as they were
 * @param root the root of the log of that size
 * @param since when they were accepted
 */
public record AppendKey(byte[] key, long from, Hash root, Instant since) {

    private static final String FROM = "from ";
    private static final String ROOT = "root ";
    private static final String SINCE = "since ";

    /** A new key for a log that is in this state. */
    public static AppendKey generate(Frontier accepted, Instant since) {
        return new AppendKey(Encryption.random(Encryption.KEY_BYTES), accepted.size(), accepted.root(), since);
    }

    /**
     * Reads what {@link #lines} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    static AppendKey parse(List<String> lines) {
        if (lines.size() != 4) {
            throw new IllegalArgumentException("an append key has four lines");
        }
        byte[] key = Base64.getDecoder().decode(lines.get(0));
        if (key.length != Encryption.KEY_BYTES) {
            throw new IllegalArgumentException("an append key has " + Encryption.KEY_BYTES + " bytes");
        }
        try {
            return new AppendKey(
                    key,
                    Long.parseLong(value(lines.get(1), FROM)),
                    Hash.ofBase64(value(lines.get(2), ROOT)),
                    Instant.parse(value(lines.get(3), SINCE)));
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("`" + lines.get(3) + "` is not a time", noTime);
        }
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("a line does not begin with `" + name + "`");
        }
        return line.substring(name.length());
    }

    /** The key as text. It is a secret. */
    String lines() {
        return Base64.getEncoder().encodeToString(key) + "\n" + FROM + from + "\n" + ROOT + root.base64() + "\n" + SINCE
                + since + "\n";
    }

    /** The seal of an entry. */
    byte[] seal(String logId, String entry) {
        return Hash.hmac(key, ("kentei append " + logId + "\n" + entry).getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** Whether an instance that has this key appended the entry, or it was accepted as it was. */
    public boolean accepts(String logId, StoredEntry stored) {
        byte[] seal = stored.seal();
        return stored.index() < from || seal != null && MessageDigest.isEqual(seal, seal(logId, stored.entry()));
    }

    @Override
    public String toString() {
        return "append key from entry " + from;
    }
}
