package org.kentei.log.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Cosignature;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.CheckpointCheck.OpenedCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
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

    /**
     * Checks all cosignatures.
     *
     * @param proved the checkpoints that are proved; what is wrong with others is reported with them
     * @param stored the checkpoints of the record
     */
    void check(List<OpenedCheckpoint> proved, List<StoredCheckpoint> stored) {
        Set<String> names = new HashSet<>();
        stored.forEach(one -> names.add(name(one.size(), one.keyId())));
        check(proved, names);
    }

    private static String name(long size, String keyId) {
        return size + " " + keyId;
    }

    private void check(List<OpenedCheckpoint> checkpoints, Set<String> stored) {
        List<SignedLine> lines = new ArrayList<>();
        for (OpenedCheckpoint one : checkpoints) {
            Checkpoint.signatures(one.kept().note())
                    .forEach(line -> lines.add(
                            new SignedLine(one.checkpoint(), line, one.kept().place())));
        }
        Map<String, Checkpoint> inRecord = new HashMap<>();
        checkpoints.stream()
                .filter(one -> one.kept().place().equals(Verifier.RECORD))
                .forEach(one -> inRecord.put(name(one.kept().size(), one.kept().keyId()), one.checkpoint()));
        for (StoredCosignature line : kept) {
            String of = name(line.size(), line.keyId());
            findings.require(
                    stored.contains(of),
                    place(line.size(), Verifier.RECORD),
                    "the record does not have the checkpoint that it belongs to");
            stored(line, inRecord.get(of)).ifPresent(lines::add);
        }
        for (VerifierKey witness : witnesses) {
            check(witness, lines);
        }
    }

    private record SignedLine(Checkpoint checkpoint, String line, String place) {}

    private Optional<SignedLine> stored(StoredCosignature cosignature, @Nullable Checkpoint of) {
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
        return of == null ? Optional.empty() : Optional.of(new SignedLine(of, line, Verifier.RECORD));
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
