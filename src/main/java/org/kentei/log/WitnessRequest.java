package org.kentei.log;

import java.util.ArrayList;
import java.util.List;
import org.kentei.hash.Hash;

/**
 * What a log sends to a witness: its new checkpoint, and the proof that it continues the last one that the witness cosigned.
 * Its form is that of C2SP tlog-witness.
 *
 * @param oldSize how many entries the witness has seen of the log; 0 for none
 * @param proof the consistency proof from the old size to that of the checkpoint
 * @param note the checkpoint with its signatures
 */
public record WitnessRequest(long oldSize, List<Hash> proof, String note) {

    /** The largest number of hashes in a proof. */
    public static final int MOST_HASHES = 63;

    private static final String OLD = "old ";

    /** The body of the request. */
    public String body() {
        StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        return body.append('\n').append(note).toString();
    }

    /**
     * Reads what {@link #body} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static WitnessRequest parse(String body) {
        int end = body.indexOf("\n\n");
        if (end < 0 || !body.startsWith(OLD)) {
            throw new IllegalArgumentException("a request is `old`, a size, a proof, an empty line and a checkpoint");
        }
        String[] lines = body.substring(0, end).split("\n", -1);
        String size = lines[0].substring(OLD.length());
        if (!size.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("`" + size + "` is not a size");
        }
        if (lines.length - 1 > MOST_HASHES) {
            throw new IllegalArgumentException("a proof has at most " + MOST_HASHES + " hashes");
        }
        List<Hash> proof = new ArrayList<>();
        for (int line = 1; line < lines.length; line++) {
            proof.add(Hash.ofBase64(lines[line]));
        }
        return new WitnessRequest(Long.parseLong(size), proof, body.substring(end + 2));
    }
}
