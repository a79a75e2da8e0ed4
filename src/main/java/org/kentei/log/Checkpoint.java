package org.kentei.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
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
    private static final int SIGNATURE_BYTES = 64;

    /** What the note says, above its signatures. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n" + TIME + time + "\n";
    }

    /** The signed note. */
    public String sign(SigningKey key) {
        return text() + "\n" + NoteSignature.by(key, key.sign(text())).line();
    }

    /**
     * Opens a note: checks its form and that one of the keys signed it. Signatures by keys unknown here are no matter;
     * a wrong one by a known key is.
     *
     * @throws InvalidCheckpointException if it is not such a note
     */
    public static Checkpoint open(String note, List<VerifierKey> keys) {
        if (!note.endsWith("\n")) {
            throw new InvalidCheckpointException("it is not a signed note");
        }
        Checkpoint checkpoint = unverified(note);
        boolean signed = false;
        for (String line : signatures(note)) {
            signed |= isSignature(NoteSignature.parse(line), checkpoint, keys);
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
        return parse(note.substring(0, endOfText(note)));
    }

    /** The lines with signatures below a note's text, the signature of the log first. */
    public static List<String> signatures(String note) {
        return List.of(note.substring(endOfText(note) + 1).split("\n"));
    }

    private static int endOfText(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new InvalidCheckpointException("it is not a signed note");
        }
        return end + 1;
    }

    /** Whether one of the keys signed a note, of which {@link #open} has verified the signatures of these keys. */
    public static boolean isSignedBy(String openedNote, List<VerifierKey> keys) {
        return signatures(openedNote).stream()
                .map(NoteSignature::parse)
                .anyMatch(signature -> keys.stream().anyMatch(signature::names));
    }

    /** The id, in hex, of the key that the note's first signature names. */
    public static String keyId(String note) {
        return NoteSignature.parse(signatures(note).get(0)).keyId();
    }

    private static boolean isSignature(NoteSignature signature, Checkpoint checkpoint, List<VerifierKey> keys) {
        boolean signed = false;
        for (VerifierKey key : keys) {
            if (!signature.names(key)) {
                continue;
            }
            if (signature.bytes().length != SIGNATURE_BYTES
                    || !key.verifies(checkpoint.text().getBytes(StandardCharsets.UTF_8), signature.bytes())) {
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
