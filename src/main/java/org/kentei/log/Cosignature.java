package org.kentei.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.kentei.log.Checkpoint.InvalidCheckpointException;

/**
 * The statement of a witness that a checkpoint continued all others of this log that it had seen by then. Its form is that of
 * C2SP tlog-cosignature, version 1.
 *
 * @param time when the witness signed, in whole seconds
 */
public record Cosignature(VerifierKey witness, Instant time) {

    private static final int SIGNATURE_BYTES = 64;

    /** Cosigns a checkpoint. Returns the line that goes below its note. */
    public static String sign(Checkpoint checkpoint, SigningKey witness, Instant time) {
        long seconds = time.getEpochSecond();
        return NoteSignature.by(
                        witness,
                        ByteBuffer.allocate(Long.BYTES + SIGNATURE_BYTES)
                                .putLong(seconds)
                                .put(witness.sign(message(checkpoint, seconds)))
                                .array())
                .line();
    }

    /**
     * Opens a line, without its line feed.
     *
     * @return empty if the line is by another key
     * @throws InvalidCheckpointException if the line is not that of a signature, or the witness did not cosign this checkpoint
     */
    public static Optional<Cosignature> open(String line, Checkpoint checkpoint, VerifierKey witness) {
        NoteSignature signature = NoteSignature.parse(line);
        if (!signature.names(witness)) {
            return Optional.empty();
        }
        byte[] bytes = signature.bytes();
        if (bytes.length == Long.BYTES + SIGNATURE_BYTES) {
            long seconds = ByteBuffer.wrap(bytes).getLong();
            byte[] signed = message(checkpoint, seconds).getBytes(StandardCharsets.UTF_8);
            // a year beyond the calendar's end is not in any text that a witness signs
            if (seconds >= 0
                    && seconds <= Instant.MAX.getEpochSecond()
                    && witness.verifies(signed, Arrays.copyOfRange(bytes, Long.BYTES, bytes.length))) {
                return Optional.of(new Cosignature(witness, Instant.ofEpochSecond(seconds)));
            }
        }
        throw new InvalidCheckpointException("the cosignature of the witness " + witness.name() + " is wrong");
    }

    /** The id of the key that a line names, in hex. */
    public static String keyId(String line) {
        return NoteSignature.parse(line).keyId();
    }

    private static String message(Checkpoint checkpoint, long seconds) {
        return "cosignature/v1\ntime " + seconds + "\n" + checkpoint.text();
    }
}
