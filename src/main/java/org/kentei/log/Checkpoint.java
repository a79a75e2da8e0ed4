package org.kentei.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.kentei.hash.Hash;

/**
 * The state of the log at a moment, which its operator cannot take back once it is signed and handed out. As a note it
 * has the form of transparency logs (C2SP signed-note and tlog-checkpoint); the time is its one extension line.
 *
 * @param origin the log's name
 * @param size how many entries it held
 * @param root the root of the tree over them
 * @param time when it was signed
 */
public record Checkpoint(String origin, long size, Hash root, Instant time) {

    private static final String TIME = "time ";
    private static final String SIGNATURE = "— ";
    private static final int SIGNATURE_BYTES = 64;

    /** What the note says, above its signatures. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n" + TIME + time + "\n";
    }

    /** The signed note. */
    public String sign(SigningKey key) {
        var signature = new ByteArrayOutputStream();
        signature.writeBytes(key.verifier().idBytes());
        signature.writeBytes(key.sign(text()));
        return text() + "\n" + SIGNATURE + key.verifier().name() + " "
                + Base64.getEncoder().encodeToString(signature.toByteArray()) + "\n";
    }

    /**
     * Opens a note: checks its form and that one of the keys signed it. Signatures by keys unknown here are no matter;
     * a wrong one by a known key is.
     *
     * @throws InvalidCheckpointException if it is not such a note
     */
    public static Checkpoint open(String note, List<VerifierKey> keys) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new InvalidCheckpointException("it is not a signed note");
        }
        String text = note.substring(0, end + 1);
        String signatures = note.substring(end + 2);
        Checkpoint checkpoint = parse(text);
        boolean signed = false;
        for (String line : signatures.split("\n")) {
            signed |= isSignature(line, checkpoint, text, keys);
        }
        if (!signed) {
            throw new InvalidCheckpointException("none of the known public keys signed it");
        }
        return checkpoint;
    }

    /**
     * Reads a note from a place that is trusted, without checking its signatures.
     *
     * @throws InvalidCheckpointException if it is not a note of a checkpoint
     */
    public static Checkpoint unverified(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new InvalidCheckpointException("it is not a signed note");
        }
        return parse(note.substring(0, end + 1));
    }

    /** The id, in hex, of the key that the note's first signature names. */
    public static String keyId(String note) {
        int start = note.lastIndexOf("\n\n") + 2;
        String[] parts = note.substring(start).split("\n")[0].split(" ");
        try {
            byte[] bytes = Base64.getDecoder().decode(parts[parts.length - 1]);
            return java.util.HexFormat.of().formatHex(Arrays.copyOf(bytes, VerifierKey.ID_BYTES));
        } catch (IllegalArgumentException noBase64) {
            throw new InvalidCheckpointException("it is not a signed note");
        }
    }

    private static boolean isSignature(String line, Checkpoint checkpoint, String text, List<VerifierKey> keys) {
        String[] parts = line.split(" ");
        if (parts.length != 3 || !line.startsWith(SIGNATURE)) {
            throw new InvalidCheckpointException("a signature line is not valid");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException noBase64) {
            throw new InvalidCheckpointException("a signature is not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(parts[2])) {
            throw new InvalidCheckpointException("a signature is not in canonical base64");
        }
        boolean signed = false;
        for (VerifierKey key : keys) {
            boolean named = key.name().equals(parts[1])
                    && bytes.length > VerifierKey.ID_BYTES
                    && Arrays.equals(key.idBytes(), Arrays.copyOf(bytes, VerifierKey.ID_BYTES));
            if (!named) {
                continue;
            }
            byte[] signature = Arrays.copyOfRange(bytes, VerifierKey.ID_BYTES, bytes.length);
            if (signature.length != SIGNATURE_BYTES
                    || !key.verifies(text.getBytes(StandardCharsets.UTF_8), signature)) {
                throw new InvalidCheckpointException("the signature of the key " + key.id() + " is wrong");
            }
            if (!key.name().equals(checkpoint.origin())) {
                throw new InvalidCheckpointException("its first line is not the name of the key that signed it");
            }
            signed = true;
        }
        return signed;
    }

    private static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        try {
            if (lines.length != 5 || !lines[3].startsWith(TIME)) {
                throw new InvalidCheckpointException("it is not a checkpoint of this kind of log");
            }
            Checkpoint read = new Checkpoint(
                    lines[0],
                    Long.parseLong(lines[1]),
                    Hash.ofBase64(lines[2]),
                    Instant.parse(lines[3].substring(TIME.length())));
            if (read.size() < 0 || !read.text().equals(text)) {
                throw new InvalidCheckpointException("it is not in the form of a checkpoint");
            }
            return read;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new InvalidCheckpointException("its size, root or time is not valid");
        }
    }

    /** Thrown for a note that proves nothing. */
    public static final class InvalidCheckpointException extends IllegalArgumentException {

        InvalidCheckpointException(String message) {
            super(message);
        }
    }
}
