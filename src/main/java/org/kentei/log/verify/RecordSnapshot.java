package org.kentei.log.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;

/** A whole record as the verifier goes through it, be it in a database or in an export. Nothing in it is believed. */
public interface RecordSnapshot {

    /** The log's id, size and frontier as they are kept beside it. */
    LogState state();

    /** All entries by their indexes, upwards. */
    Iterator<StoredEntry> entries();

    /** All assessments by their positions, upwards. */
    Iterator<StoredAssessment> assessments();

    /** The public keys that are kept. */
    List<StoredKey> keys();

    /** All checkpoints that are kept, wherever. */
    List<StoredCheckpoint> checkpoints();

    /** The hashes of the files of every ruleset kept, in hex, by revision and name. */
    Map<String, Map<String, String>> rulesets();

    /** The files kept, by the hash, in hex, under which they are kept. */
    Map<String, byte[]> ruleFiles();

    /** What is kept of the assessments that came in files, by their entries and lines, upwards. */
    Iterator<StoredLine> ingested();

    /** What is wrong with the candidates kept, found while they were opened. */
    List<Discrepancy> faultsOfCandidates();

    /** What is kept beside the log. */
    record LogState(String logId, long size, byte[] frontier) {}

    /** An entry. */
    record StoredEntry(long index, String entry, byte[] hashes) {}

    /** A key, and the index of the entry by which it began. */
    record StoredKey(String key, long begunBy) {}

    /**
     * A checkpoint.
     *
     * @param place where it is kept, in words
     * @param size the size it is kept under
     * @param keyId the key it is kept under, in hex
     */
    record StoredCheckpoint(String place, long size, String keyId, String note) {}

    /**
     * An assessment in a file that an entry took up.
     *
     * @param index the entry's index
     * @param line its line in the file, from 0
     * @param key the key that opens the line; null once it is erased
     */
    record StoredLine(
            long index,
            int line,
            UUID assessmentId,
            byte @Nullable [] key,
            @Nullable Instant erasedAt) {}

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
