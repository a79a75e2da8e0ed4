package org.kentei.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.kentei.log.Evidence.KeptCheckpoint;
import org.kentei.log.LogEntry.Asker;
import org.kentei.log.LogEntry.Programs;
import org.kentei.log.Verifier;
import org.kentei.log.Verifier.Report;
import org.kentei.log.Verifier.Trust;
import org.kentei.log.VerifierKey;
import org.kentei.ruleset.RulesetFiles;

/** A record with something of everything in it: two rulesets, assessments, an erasure, checkpoints of two keys. */
final class SmallRecord implements AutoCloseable {

    static final String ORIGIN = "kentei/small";
    static final Programs PROGRAMS = new Programs("kentei 1", "drools 10");

    final Store store;
    final RecordLog log;
    final Candidates candidates;
    final AssessmentStore assessments;
    final AssessmentSearch search;
    final Erasure erasure;
    final Checkpoints checkpoints;
    final RulesetArchive archive;
    final Path data;
    final List<UUID> made = new ArrayList<>();
    private Instant now = Instant.parse("2026-04-01T09:00:00Z");

    SmallRecord(Path data) {
        this(data, Store.open(Store.fileUrl(data), null, null, 16));
    }

    SmallRecord(Path data, Store store) {
        this.data = data;
        this.store = store;
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusSeconds(1);
                return now;
            }
        };
        log = new RecordLog(store.jdbi());
        candidates = new Candidates(Optional.empty());
        assessments = new AssessmentStore(log, candidates);
        search = new AssessmentSearch(log, candidates);
        erasure = new Erasure(log, candidates, clock);
        archive = new RulesetArchive(log);
        checkpoints = new Checkpoints(log, data, Optional.of(ORIGIN), Duration.ofMinutes(1), clock);
    }

    /** Fills it. */
    SmallRecord filled() {
        checkpoints.sign();
        String first = activate("one");
        for (int count = 0; count < 5; count++) {
            assess("candidate-" + count % 3, first);
        }
        checkpoints.sign();
        String second = activate("two");
        for (int count = 0; count < 5; count++) {
            assess("candidate-" + count % 3, second);
        }
        erasure.candidate("candidate-1", new Asker("personnel", null));
        checkpoints.sign();
        new KeyFile(data).prepareNext();
        checkpoints.sign();
        assess("candidate-1", second);
        assess("candidate-2", first);
        checkpoints.sign();
        return this;
    }

    String activate(String text) {
        Map<String, byte[]> files = Map.of(
                "a.drl", text.getBytes(StandardCharsets.UTF_8), "b.yaml", "shared".getBytes(StandardCharsets.UTF_8));
        RulesetFiles ruleset = new RulesetFiles(new TreeMap<>(files));
        archive.keep(ruleset, now, PROGRAMS);
        return ruleset.revision();
    }

    void assess(String candidateId, String revision) {
        assessments.add(assessment(candidateId, revision));
    }

    private synchronized AssessmentRecord assessment(String candidateId, String revision) {
        now = now.plusSeconds(30);
        UUID id = UUID.randomUUID();
        made.add(id);
        Integer level = made.size() % 2 == 0 ? null : 4;
        return new AssessmentRecord(
                id,
                candidateId,
                LocalDate.of(2026, 3, 31),
                now,
                revision,
                level,
                PROGRAMS,
                new Asker("client", "::1"),
                "{\"candidateId\":\"" + candidateId + "\"}",
                "{\"assessmentId\":\"" + id + "\",\"candidateId\":\"" + candidateId + "\",\"asOf\":\"2026-03-31\","
                        + "\"certifiedLevel\":" + level + "}",
                "{\"firings\":[" + made.size() + "]}");
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    List<String> notes() {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("select note from checkpoint order by tree_size, key_id")
                        .mapTo(String.class)
                        .list());
    }

    List<VerifierKey> keys() {
        return store.jdbi()
                .withHandle(
                        handle -> handle
                                .createQuery("select verifier_key from log_key order by begun_by")
                                .mapTo(String.class)
                                .list()
                                .stream()
                                .map(VerifierKey::parse)
                                .toList());
    }

    Report verify(List<VerifierKey> keys, List<KeptCheckpoint> kept) {
        return new Auditing(store.jdbi(), candidates)
                .with(evidence -> new Verifier(new Trust(keys, kept)).verify(evidence));
    }

    @Override
    public void close() {
        store.close();
    }
}
