package org.kentei.log.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Cosignature;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.CheckpointCheck.OpenedCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.Verifier.WitnessedLog;

/** Compares the cosignatures of witnesses with the checkpoints that are proved by the log. */
final class WitnessCheck {

    private final List<StoredCosignature> kept;
    private final List<VerifierKey> witnesses;
    private final Discrepancies findings;
    private final List<WitnessedLog> proved = new ArrayList<>();

    WitnessCheck(List<StoredCosignature> kept, List<VerifierKey> witnesses, Discrepancies findings) {
        this.kept = kept;
        this.witnesses = witnesses;
        this.findings = findings;
    }

    void check(List<OpenedCheckpoint> checkpoints) {
        List<SignedLine> lines = new ArrayList<>();
        for (OpenedCheckpoint one : checkpoints) {
            Checkpoint.signatures(one.kept().note())
                    .forEach(line -> lines.add(
                            new SignedLine(one.checkpoint(), line, one.kept().place())));
        }
        kept.forEach(line -> stored(line, checkpoints).ifPresent(lines::add));
        for (VerifierKey witness : witnesses) {
            check(witness, lines);
        }
    }

    private record SignedLine(Checkpoint checkpoint, String line, String place) {}

    private Optional<SignedLine> stored(StoredCosignature cosignature, List<OpenedCheckpoint> checkpoints) {
        String place = place(cosignature.size(), Verifier.RECORD);
        String line = cosignature.line().stripTrailing();
        try {
            boolean asKept = Cosignature.keyId(line).equals(cosignature.witnessId())
                    && cosignature.line().equals(line + "\n");
            findings.require(asKept, place, "it is kept under a key that is not its own");
        } catch (InvalidCheckpointException noLine) {
            findings.add(place, String.valueOf(noLine.getMessage()));
            return Optional.empty();
        }
        Optional<OpenedCheckpoint> of = checkpoints.stream()
                .filter(one -> one.kept().place().equals(Verifier.RECORD)
                        && one.kept().size() == cosignature.size()
                        && one.kept().keyId().equals(cosignature.keyId()))
                .findFirst();
        findings.require(of.isPresent(), place, "the record has no sound checkpoint that it belongs to");
        return of.map(one -> new SignedLine(one.checkpoint(), line, Verifier.RECORD));
    }

    private void check(VerifierKey witness, List<SignedLine> lines) {
        WitnessedLog newest = null;
        for (SignedLine one : lines) {
            try {
                Optional<Cosignature> cosignature = Cosignature.open(one.line(), one.checkpoint(), witness);
                long size = one.checkpoint().size();
                // the id of a key contains the name
                findings.require(
                        cosignature.isPresent()
                                || !Cosignature.keyId(one.line()).equals(witness.id()),
                        place(size, one.place()),
                        "it names another witness than its key");
                if (cosignature.isPresent() && (newest == null || size >= newest.size())) {
                    newest = new WitnessedLog(
                            witness.name(), size, cosignature.get().time());
                }
            } catch (InvalidCheckpointException wrong) {
                findings.add(place(one.checkpoint().size(), one.place()), String.valueOf(wrong.getMessage()));
            }
        }
        if (newest == null) {
            findings.add("checkpoints", "none is cosigned by the witness " + witness.name());
        } else {
            proved.add(newest);
        }
    }

    private static String place(long size, String place) {
        return "cosignature of the checkpoint of " + size + " entries in " + place;
    }

    /** What each witness proves that cosigned a checkpoint. */
    List<WitnessedLog> proved() {
        return proved;
    }
}
