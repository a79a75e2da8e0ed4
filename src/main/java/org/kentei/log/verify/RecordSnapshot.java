package org.kentei.log.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;

/** A whole record as the verifier reads it, from a database or from an export. None of it is trusted. */
public interface RecordSnapshot {

    /** The id, size and frontier of the log as they are stored next to it. */
    LogState state();

    /** All entries by their indexes, upwards. */
    Iterator<StoredEntry> entries();

    /** Whether a service that has the append key appended the entry. True where the key is not at hand. */
    boolean isSealed(StoredEntry entry);

    /** All assessments by their positions, upwards. */
    Iterator<StoredAssessment> assessments();

    /** The stored public keys. */
    List<StoredKey> keys();

    /** All stored checkpoints. */
    List<StoredCheckpoint> checkpoints();

    /** All stored cosignatures of witnesses. */
    List<StoredCosignature> cosignatures();

    /** The hashes of the files of every stored ruleset, in hex, by revision and name. */
    Map<String, Map<String, String>> rulesets();

    /** The stored files by the hash under which they are stored, in hex. */
    Map<String, byte[]> ruleFiles();

    /** What the record has of assessments in files, in the order of their entries and lines. */
    Iterator<StoredLine> ingested();

    /** Whether an assessment in a file is found by the candidate's id. True where the record cannot tell. */
    boolean isFoundBy(StoredLine line, String candidateId);

    /** The stored API keys; empty where the record does not have them. */
    Optional<List<StoredApiKey>> apiKeys();

    /** What is wrong with the candidates and with the indexes of the record, which the log does not contain. */
    List<Discrepancy> faultsOfIndexes();

    /** What a reader has to know of the record, although nothing is wrong with it. Asked for after all else. */
    List<String> remarks();

    /** What is stored next to the log. */
    record LogState(String logId, long size, byte[] frontier) {}

    /**
     * An entry.
     *
     * @param hashes those of all subtrees that it completes, from its leaf upwards
     * @param seal what the service recognises it by; null for an entry of an earlier version
     */
    record StoredEntry(long index, String entry, byte[] hashes, byte @Nullable [] seal) {}

    /** A key, and the index of the entry by which it began. */
    record StoredKey(String key, long begunBy) {}

    /**
     * A checkpoint.
     *
     * @param place where it is stored, as text
     * @param size the size under which it is stored; -1 for none
     * @param keyId the key under which it is stored, in hex
     */
    record StoredCheckpoint(String place, long size, String keyId, String note) {

        /** Whether it has a size; what has none is no checkpoint. */
        public boolean hasSize() {
            return size >= 0;
        }
    }

    /**
     * What a witness signed below a checkpoint that is in the record itself.
     *
     * @param size the size under which the checkpoint is stored
     * @param keyId the key under which the checkpoint is stored, in hex
     * @param witnessId the key under which the cosignature is stored, in hex
     * @param line the signature line, with its line feed
     */
    record StoredCosignature(long size, String keyId, String witnessId, String line) {}

    /**
     * An assessment in a file that an entry added.
     *
     * @param index the entry's index
     * @param line its line in the file, from 0
     * @param lookup what the record finds it by; null once it is erased, and in exports
     * @param key the key that opens the line; null once it is erased
     * @param assessedAt when it was made; null in exports of earlier versions
     */
    record StoredLine(
            long index,
            int line,
            UUID assessmentId,
            byte @Nullable [] lookup,
            byte @Nullable [] key,
            @Nullable Instant assessedAt,
            @Nullable Instant erasedAt) {}

    /**
     * An API key.
     *
     * @param keyId what lists call it
     * @param hash the SHA-256 of the key, in hex
     * @param roles what the client may do with it, with commas between them
     * @param expiresAt from when on it is refused; null for never
     * @param revokedAt when it was revoked; null if it was not
     * @param replacedBy the id of the key that took its place; null if none did
     */
    record StoredApiKey(
            String keyId,
            String hash,
            String client,
            String roles,
            Instant addedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String replacedBy) {}

    /**
     * An assessment.
     *
     * @param candidateId null where it is erased or cannot be opened
     * @param documents those that are there and could be opened
     * @param faults why others could not be opened
     */
    record StoredAssessment(
            long position,
            UUID assessmentId,
            @Nullable String candidateId,
            @Nullable LocalDate asOf,
            Instant assessedAt,
            String rulesetRevision,
            @Nullable Integer certifiedLevel,
            @Nullable Instant erasedAt,
            Map<DocumentType, SaltedDocument> documents,
            List<String> faults) {}
}
