package org.kentei.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.kentei.log.Checkpoint.InvalidCheckpointException;

/**
 * A line with a signature below the text of a note.
 *
 * @param name the name of the key
 * @param keyId the id of the key, in hex
 * @param bytes the signature
 */
record NoteSignature(String name, String keyId, byte[] bytes) {

    private static final String BEGIN = "— ";

    static NoteSignature by(SigningKey key, byte[] signature) {
        return new NoteSignature(key.verifier().name(), key.verifier().id(), signature);
    }

    /**
     * Reads a line, without its line feed.
     *
     * @throws InvalidCheckpointException if it is not the line of a signature
     */
    static NoteSignature parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(BEGIN)) {
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
        if (bytes.length <= VerifierKey.ID_BYTES) {
            throw new InvalidCheckpointException("a signature is too short");
        }
        return new NoteSignature(
                parts[1],
                HexFormat.of().formatHex(bytes, 0, VerifierKey.ID_BYTES),
                Arrays.copyOfRange(bytes, VerifierKey.ID_BYTES, bytes.length));
    }

    /** Whether it is by that key, as it says itself. */
    boolean names(VerifierKey key) {
        return name.equals(key.name()) && keyId.equals(key.id());
    }

    /** The line, with its line feed. */
    String line() {
        byte[] all = ByteBuffer.allocate(VerifierKey.ID_BYTES + bytes.length)
                .put(HexFormat.of().parseHex(keyId))
                .put(bytes)
                .array();
        return BEGIN + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
    }
}
