package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.SaltedDocument;
import org.kentei.log.VerifierKey;
import org.kentei.ruleset.RulesetFiles;

/** Goes through the proof of an assessment one step after the other; a step that fails ends nothing. */
public final class ProofCheck {

    private final List<Step> steps = new ArrayList<>();

    private ProofCheck() {}

    /**
     * A proof with what it is to be checked against.
     *
     * @param documents the documents with the salts of their commitments; empty once they are erased
     * @param keys the public keys that are known
     * @param rulesets finds the stored files of a revision
     */
    public record Proof(
            UUID assessmentId,
            long index,
            String entry,
            List<Hash> path,
            String checkpoint,
            Map<DocumentType, SaltedDocument> documents,
            List<VerifierKey> keys,
            Function<String, Optional<RulesetFiles>> rulesets) {}

    /**
     * A step.
     *
     * @param step the key of its words
     * @param detail what it was shown by, or what is wrong; may be empty
     */
    public record Step(String step, boolean holds, String detail) {}

    /** Checks a proof. */
    public static List<Step> steps(Proof proof) {
        ProofCheck check = new ProofCheck();
        check.entry(proof);
        check.inclusion(proof);
        return List.copyOf(check.steps);
    }

    private void entry(Proof proof) {
        AssessmentEntry entry;
        try {
            if (!(LogEntry.parse(proof.entry(), proof.index()) instanceof AssessmentEntry assessed)) {
                add("entry", false, "");
                return;
            }
            entry = assessed;
        } catch (IllegalArgumentException wrong) {
            add("entry", false, String.valueOf(wrong.getMessage()));
            return;
        }
        add("entry", entry.assessmentId().equals(proof.assessmentId()), "");
        if (proof.documents().isEmpty()) {
            add("erased", true, "");
        }
        proof.documents()
                .forEach((part, opening) -> add(
                        part.property(),
                        Commitment.to(opening.document(), opening.salt())
                                .equals(entry.commitments().get(part)),
                        ""));
        boolean kept = proof.rulesets()
                .apply(entry.rulesetRevision())
                .map(files -> files.revision().equals(entry.rulesetRevision()))
                .orElse(false);
        add("ruleset", kept, entry.rulesetRevision());
    }

    private void inclusion(Proof proof) {
        try {
            Checkpoint checkpoint = Checkpoint.open(proof.checkpoint(), proof.keys());
            boolean included = MerkleProof.includes(
                    LogEntry.leaf(proof.entry()), proof.index(), checkpoint.size(), proof.path(), checkpoint.root());
            add("inclusion", included, checkpoint.root().base64());
            add("signature", true, checkpoint.origin() + ", " + Checkpoint.keyId(proof.checkpoint()));
        } catch (InvalidCheckpointException wrong) {
            add("signature", false, String.valueOf(wrong.getMessage()));
        }
    }

    private void add(String step, boolean holds, String detail) {
        steps.add(new Step("step." + step, holds, detail));
    }
}
