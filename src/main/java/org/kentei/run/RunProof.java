package org.kentei.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.MerkleProof;
import org.kentei.log.VerifierKey;
import org.kentei.run.SealedAssessment.ChangedLineException;

/**
 * Proves that an assessment in a file is part of the record, to anybody who knows the log's public key. It opens this one
 * assessment and no other.
 *
 * @param line the sealed line
 * @param key the key that opens it
 * @param place its place in the file, from 0
 * @param path the hashes that lead from the line to the file's root, in base64
 * @param index the index of the file's entry
 * @param entry the entry as canonical JSON
 * @param logPath the hashes that lead from the entry to the root of the checkpoint, in base64
 * @param checkpoint a signed checkpoint that covers the entry
 */
public record RunProof(
        UUID assessmentId,
        String line,
        byte[] key,
        long place,
        List<String> path,
        long index,
        String entry,
        List<String> logPath,
        String checkpoint) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a proof.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static RunProof read(String json) {
        try {
            return JSON.readValue(json, RunProof.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("it is no proof of an assessment in a file", wrong);
        }
    }

    /** What does not hold; empty if the proof is sound. */
    public List<String> faults(List<VerifierKey> keys) {
        List<String> faults = new ArrayList<>();
        try {
            if (!SealedAssessment.id(line).equals(assessmentId)) {
                faults.add("the line is that of another assessment");
            }
            SealedAssessment.open(line, key);
        } catch (ChangedLineException changed) {
            faults.add("the line does not open: " + changed.getMessage());
        }
        try {
            if (LogEntry.parse(entry, index) instanceof IngestionEntry ingested) {
                if (!MerkleProof.includes(
                        RunFile.leaf(line), place, ingested.assessments(), hashes(path), ingested.root())) {
                    faults.add("the line is not in the file that the entry took up");
                }
            } else {
                faults.add("the entry added no file");
            }
            Checkpoint signed = Checkpoint.open(checkpoint, keys);
            if (!MerkleProof.includes(LogEntry.leaf(entry), index, signed.size(), hashes(logPath), signed.root())) {
                faults.add("the entry is not in the log that the checkpoint signs");
            }
        } catch (InvalidCheckpointException unsigned) {
            faults.add("the checkpoint does not hold: " + unsigned.getMessage());
        } catch (IllegalArgumentException wrong) {
            faults.add("the entry or a path cannot be read: " + wrong.getMessage());
        }
        return faults;
    }

    private static List<Hash> hashes(List<String> path) {
        return path.stream().map(Hash::ofBase64).toList();
    }
}
