package org.kentei.record.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.access.ApiKeys;
import org.kentei.access.Role;
import org.kentei.log.Client;
import org.kentei.log.DocumentType;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.ServiceVersion;
import org.kentei.log.VerifierKey;
import org.kentei.log.WrittenDocuments;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.database.Database;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.EarlierRows;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.erasure.Erasure;
import org.kentei.record.idempotency.FirstAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.RequestKey;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.CheckpointSigner;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.log.KeyFile;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.IndexTerm;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.AssessmentRecord;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.RulesetFiles;

/** A record with something of everything in it: two rulesets, assessments, an erasure, checkpoints of two keys. */
public final class SmallRecord implements AutoCloseable {

    static final String ORIGIN = "kentei/small";
    public static final ServiceVersion PROGRAMS = new ServiceVersion("kentei 1", "drools 10");

    public final Database store;
    public final RecordLog log;
    public final CandidateKeys candidates;
    public final AssessmentStore assessments;
    public final AssessmentReader reader;
    public final AssessmentSearch search;
    private static final DocumentDictionary DICTIONARY = DocumentDictionary.of(
            Map.of(DocumentType.RESULT, "\"asOf\":\"2026-03-31\"", DocumentType.CANDIDATE, "{\"candidateId\":\""));

    public final Erasure erasure;
    public final CheckpointSigner signer;
    public final Checkpoints checkpoints;
    public final RulesetArchive archive;
    final Path data;
    private final Clock clock;
    public final List<UUID> made = new ArrayList<>();
    private @Nullable DocumentDictionary dictionary;
    private Instant now = Instant.parse("2026-04-01T09:00:00Z");

    public SmallRecord(Path data) {
        this(data, Database.open(Database.fileUrl(data), null, null, 16));
    }

    public SmallRecord(Path data, Database store) {
        this(data, store, data);
    }

    /** One of several instances on one database. */
    public SmallRecord(Path data, Database store, Path folderOfAppendKey) {
        this.data = data;
        this.store = store;
        InstantSource everySecond = () -> now = now.plusSeconds(1);
        clock = everySecond.withZone(ZoneOffset.UTC);
        RecordLog.makeIfMissing(store.jdbi());
        log = new RecordLog(store.jdbi(), new AppendKeyFile(folderOfAppendKey, Optional.empty(), clock));
        candidates = new CandidateKeys(store.jdbi(), new MasterKeyFile(folderOfAppendKey, Optional.empty()));
        assessments = new AssessmentStore(log, candidates);
        reader = new AssessmentReader(log, candidates);
        search = new AssessmentSearch(log, candidates);
        erasure = new Erasure(log, candidates, clock);
        archive = new RulesetArchive(log);
        checkpoints = new Checkpoints(log);
        signer = new CheckpointSigner(log, data, Optional.of(ORIGIN), Duration.ofSeconds(1), clock);
    }

    /** From now on it stores documents with a dictionary, but two of three assessments as earlier versions did. */
    public SmallRecord withDictionary() {
        dictionary = DICTIONARY;
        return this;
    }

    /** Stores the documents of all assessments as earlier versions did. */
    public void putEarlierRows() {
        store.jdbi()
                .useTransaction(
                        handle -> handle.createQuery("select assessment_id from assessment where documents is not null")
                                .mapTo(UUID.class)
                                .list()
                                .forEach(one -> EarlierRows.put(handle, candidates, one)));
    }

    /** Fills it. */
    public SmallRecord filled() {
        signer.sign();
        String first = activate("one");
        for (int count = 0; count < 5; count++) {
            assess("candidate-" + count % 3, first);
        }
        signer.sign();
        String second = activate("two");
        for (int count = 0; count < 5; count++) {
            assess("candidate-" + count % 3, second);
        }
        erasure.candidate("candidate-1", new Client("personnel", null));
        signer.sign();
        new KeyFile(data).prepareNext();
        signer.sign();
        assess("candidate-1", second);
        assess("candidate-2", first);
        signer.sign();
        return this;
    }

    /** Adds API keys in every state, and answers to requests with an idempotency key, one of them erased. */
    public SmallRecord withKeysAndAnswers() {
        Client operator = new Client("operator", null);
        ApiKeys keys = new ApiKeys(log, clock);
        ApiKeys.NewKey rotated = keys.add("personnel", EnumSet.of(Role.ASSESS, Role.READ), "P90D", operator);
        keys.rotate(rotated.stored().keyId(), "P1D", null, operator);
        ApiKeys.NewKey revoked = keys.add("auditors", EnumSet.of(Role.READ), null, operator);
        keys.revoke(revoked.stored().keyId(), operator);
        FirstAnswers answers = new FirstAnswers(log, candidates, clock, Duration.ofDays(1));
        String revision = activate("two");
        for (String candidate : List.of("candidate-7", "candidate-8", "candidate-9")) {
            AssessmentRecord one = assessment(candidate, revision);
            RequestKey key = RequestKey.of("assess", "client", candidate, new byte[0]);
            assessments.add(
                    one,
                    null,
                    answers.keyed(
                            key,
                            new FirstAnswer(
                                    one.assessmentId(), "en", one.documents().text(DocumentType.RESULT))));
        }
        erasure.candidate("candidate-9", new Client("personnel", null));
        signer.sign();
        return this;
    }

    public String activate(String text) {
        Map<String, byte[]> files = Map.of(
                "a.drl", text.getBytes(StandardCharsets.UTF_8), "b.yaml", "shared".getBytes(StandardCharsets.UTF_8));
        RulesetFiles ruleset = new RulesetFiles(new TreeMap<>(files));
        archive.keep(ruleset, now, PROGRAMS);
        return ruleset.revision();
    }

    public void assess(String candidateId, String revision) {
        AssessmentRecord one = assessment(candidateId, revision);
        assessments.add(one, made.size() % 3 == 0 ? null : dictionary, null);
        if (dictionary != null && made.size() % 3 < 2) {
            store.jdbi().useTransaction(handle -> EarlierRows.put(handle, candidates, one.assessmentId()));
        }
    }

    public synchronized AssessmentRecord assessment(String candidateId, String revision) {
        now = now.plusSeconds(30);
        UUID id = UUID.randomUUID();
        made.add(id);
        Integer level = made.size() % 2 == 0 ? null : 4;
        String result = "{\"assessmentId\":\"" + id + "\",\"candidateId\":\"" + candidateId
                + "\",\"asOf\":\"2026-03-31\",\"certifiedLevel\":" + level
                + ",\"fields\":[{\"specialtyField\":\"OPERATION\",\"certifiedLevel\":" + level
                + ",\"sheets\":[{\"sheet\":\"OP4\",\"met\":" + (level != null) + ",\"criteria\":[]}]}]}";
        String firings = "{\"firings\":[{\"sheet\":\"OP4\",\"rule\":\"rule " + made.size() % 3
                + "\",\"clause\":\"OP4.SIZE.A\"}]}";
        return new AssessmentRecord(
                id,
                candidateId,
                LocalDate.of(2026, 3, 31),
                now,
                revision,
                level,
                PROGRAMS,
                new Client("client", "::1"),
                WrittenDocuments.of("{\"candidateId\":\"" + candidateId + "\"}", result, firings),
                terms(result, firings),
                null);
    }

    private static Set<IndexTerm> terms(String result, String firings) {
        try {
            ObjectMapper json = new ObjectMapper();
            return IndexTermCheck.terms(json.readTree(result), json.readTree(firings));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void passTime(Duration time) {
        now = now.plus(time);
    }

    public List<String> notes() {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("select note from checkpoint order by tree_size, key_id")
                        .mapTo(String.class)
                        .list());
    }

    public List<VerifierKey> keys() {
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

    public VerificationReport verify(List<VerifierKey> keys, List<StoredCheckpoint> kept) {
        return verify(new TrustedInput(keys, kept));
    }

    public VerificationReport verify(TrustedInput trust) {
        return new SnapshotReader(store.jdbi(), candidates, Optional.empty())
                .with(evidence -> new Verifier(trust).verify(evidence));
    }

    @Override
    public void close() {
        store.close();
    }

    /** The frontier of the entries that are in the database, whatever its state says. */
    public static Frontier frontier(Handle handle) {
        Frontier frontier = new Frontier();
        handle.createQuery("select entry from log_entry order by entry_index")
                .mapTo(String.class)
                .forEach(entry -> frontier.append(LogEntry.leaf(entry)));
        return frontier;
    }
}
