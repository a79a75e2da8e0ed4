package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.LogEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;
import org.kentei.page.view.ProofCheck.Step;

/** Checks one entry of the log against a signed checkpoint. */
public final class EntryCheck {

    private EntryCheck() {}

    /**
     * The steps of the check.
     *
     * @param note the checkpoint; any text
     * @param size how many entries the log has
     * @param path finds the hashes that prove that a tree of a size contains the entry
     */
    public static List<Step> steps(
            LogRow row, String note, List<VerifierKey> keys, long size, LongFunction<List<Hash>> path) {
        List<Step> steps = new ArrayList<>();
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.open(note, keys);
            steps.add(new Step("step.signature", true, checkpoint.origin() + ", " + Checkpoint.keyId(note)));
        } catch (InvalidCheckpointException wrong) {
            return List.of(new Step("step.signature", false, String.valueOf(wrong.getMessage())));
        }
        boolean covered = row.index() < checkpoint.size() && checkpoint.size() <= size;
        steps.add(new Step("step.covers", covered, Long.toString(checkpoint.size())));
        if (covered) {
            boolean included = MerkleProof.includes(
                    LogEntry.leaf(row.entry()),
                    row.index(),
                    checkpoint.size(),
                    path.apply(checkpoint.size()),
                    checkpoint.root());
            steps.add(new Step("step.inclusion", included, checkpoint.root().base64()));
        }
        return steps;
    }
}
