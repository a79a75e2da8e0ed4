package org.kentei.record.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Client;
import org.kentei.log.Cosignature;
import org.kentei.log.KeyType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.SigningKey;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredCosignature;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.CheckpointFile;

/** A small record in memory with everything that a verifier looks at, and what it trusts. It is made once for all tests. */
abstract class CopiedRecordFixture {

    static final SigningKey WITNESS = SigningKey.generate("witness", KeyType.WITNESS);
    static final Instant COSIGNED = Instant.parse("2026-05-01T00:00:00Z");
    static final Instant IN_FILES = Instant.parse("2026-03-31T00:00:00Z");
    static final UUID ERASED_LINE = new UUID(1, 2);

    static CopiedRecord record;
    static TrustedInput trust;

    @BeforeAll
    static void fill(@TempDir Path folder) throws IOException {
        if (record != null) {
            // a mutation test calls each test by itself, in one process
            return;
        }
        try (SmallRecord small = new SmallRecord(folder).filled().withKeysAndAnswers()) {
            String revision = small.activate("two");
            Instant added = small.assessment("candidate", revision).assessedAt();
            Instant erased = small.assessment("candidate", revision).assessedAt();
            small.log.append(log -> log.append(ingestion(added, revision)));
            small.log.append(log -> log.append(
                    new ErasureEntry(erased, "request", new Client("personnel", null), List.of(ERASED_LINE))));
            small.signer.sign();
            long entries = small.log.frontier().size();
            record = new SnapshotReader(small.store.jdbi(), small.candidates)
                    .with(snapshot -> CopiedRecord.of(
                            snapshot,
                            new AppendKeyFile(folder, Optional.empty(), Clock.systemUTC())
                                    .readIfThere()
                                    .orElseThrow()));
            record = record.with("cosigned", cosignatures(record.kept())).with("lines", lines(entries - 2, erased));
            trust = new TrustedInput(
                    small.keys().subList(0, 1),
                    CheckpointFile.in(folder).read(Verifier.FILE),
                    List.of(WITNESS.verifier()));
        }
    }

    static IngestionEntry ingestion(Instant time, String revision) {
        return new IngestionEntry(
                time,
                new UUID(1, 1),
                IN_FILES,
                LocalDate.of(2026, 3, 31),
                revision,
                SmallRecord.PROGRAMS,
                new Client("batch", null),
                "part-0.jsonl",
                3,
                Hash.of());
    }

    static List<StoredLine> lines(long index, Instant erased) {
        byte[] bytes = {1, 2, 3};
        return List.of(
                new StoredLine(index, 0, new UUID(1, 0), bytes, bytes, IN_FILES, null),
                new StoredLine(index, 1, new UUID(1, 1), bytes, bytes, null, null),
                new StoredLine(index, 2, ERASED_LINE, null, null, IN_FILES, erased));
    }

    static List<StoredCosignature> cosignatures(List<StoredCheckpoint> checkpoints) {
        List<StoredCosignature> made = new ArrayList<>();
        for (StoredCheckpoint one : checkpoints) {
            made.add(new StoredCosignature(
                    one.size(),
                    one.keyId(),
                    WITNESS.verifier().id(),
                    Cosignature.sign(Checkpoint.unverified(one.note()), WITNESS, COSIGNED)));
        }
        return made;
    }

    static VerificationReport verify(CopiedRecord changed) {
        return verify(trust, changed);
    }

    static VerificationReport verify(TrustedInput trusted, CopiedRecord changed) {
        return new Verifier(trusted, CopiedRecordFixture::compareFile).verify(changed);
    }

    /** Compares lines with those that the file has. */
    static List<Discrepancy> compareFile(
            long index, IngestionEntry entry, List<StoredLine> lines, BiPredicate<StoredLine, String> found) {
        List<UUID> ids = lines.stream().map(StoredLine::assessmentId).toList();
        List<Integer> places = lines.stream().map(StoredLine::line).toList();
        boolean right = entry.file().equals("part-0.jsonl")
                && ids.equals(List.of(new UUID(1, 0), new UUID(1, 1), ERASED_LINE))
                && places.equals(List.of(0, 1, 2))
                && lines.stream().allMatch(line -> found.test(line, "candidate"));
        return right ? List.of() : List.of(new Discrepancy("entry " + index, "the file has other lines"));
    }

    static Instant time(long index) {
        String entry = record.log().get((int) index).entry();
        return LogEntry.parse(entry, index).time();
    }

    static CopiedRecord replaced(StoredAssessment before, StoredAssessment after) {
        List<StoredAssessment> rows = new ArrayList<>(record.rows());
        rows.set(rows.indexOf(before), after);
        return record.with("rows", rows);
    }

    static List<String> places(CopiedRecord changed, String fault) {
        return verify(changed).findings().stream()
                .filter(finding -> finding.fault().equals(fault))
                .map(Discrepancy::place)
                .toList();
    }

    static CopiedRecord added(String list, Object one) {
        return record.with(list, with(record.list(list), one));
    }

    static List<Object> with(List<?> all, Object one) {
        List<Object> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
