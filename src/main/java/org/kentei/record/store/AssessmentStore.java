package org.kentei.record.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.Commitment;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.CommitUnknownException;
import org.kentei.record.database.GroupCommit;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.dictionary.DocumentDictionary;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.PackedDocuments;
import org.kentei.record.encryption.PackedDocuments.DocumentText;
import org.kentei.record.idempotency.FirstAnswer.KeyedAnswer;
import org.kentei.record.idempotency.FirstAnswers;
import org.kentei.record.idempotency.KeyUsedException;
import org.kentei.record.log.LogTransaction;
import org.kentei.record.log.RecordLog;
import org.kentei.record.overview.RecentVerdicts;
import org.kentei.record.search.SearchIndex;

/** Stores assessments. Every method throws {@link StoreUnavailableException} while the database is not available. */
@ApplicationScoped
public class AssessmentStore {

    private static final String INSERT = """
        insert into assessment (position, assessment_id, candidate, as_of, assessed_at, ruleset_revision,
                                certified_level, documents, client, levels, dictionary)
        values (:position, :assessmentId, :candidate, :asOf, :assessedAt, :rulesetRevision,
                :certifiedLevel, :documents, :client, :levels, :dictionary)
        """;

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final RecentVerdicts recent;
    private final SearchIndex index = new SearchIndex();

    /** Dictionaries that are stored, by their numbers. */
    private final Set<Long> storedDictionaries = new HashSet<>();

    private final GroupCommit<Addition> additions = new GroupCommit<>(this::commit);

    @Inject
    public AssessmentStore(RecordLog log, CandidateKeys candidates, RecentVerdicts recent) {
        this.log = log;
        this.candidates = candidates;
        this.recent = recent;
    }

    /** A store whose assessments the overview reads from their documents. */
    public AssessmentStore(RecordLog log, CandidateKeys candidates) {
        this(log, candidates, new RecentVerdicts());
    }

    /** An assessment with all that can be computed before its transaction. */
    public record PreparedAssessment(
            AssessmentRecord assessment,
            PackedDocuments documents,
            LogEntry entry,
            @Nullable KeyedAnswer firstAnswer) {}

    /** An assessment with the terms by which it is found. */
    private record IndexedAssessment(PreparedAssessment prepared, SearchIndex.AssessmentTerms terms) {

        AssessmentRecord assessment() {
            return prepared.assessment();
        }
    }

    /** @param also what else is written in the same transaction, which has locked the log */
    private record Addition(List<IndexedAssessment> assessments, Consumer<Handle> also) {}

    private Addition addition(List<PreparedAssessment> assessments, Consumer<Handle> also) {
        return new Addition(assessments.stream().map(this::indexed).toList(), also);
    }

    private IndexedAssessment indexed(PreparedAssessment prepared) {
        AssessmentRecord assessment = prepared.assessment();
        return new IndexedAssessment(
                prepared, index.terms(assessment.client().name(), assessment.rulesetRevision(), assessment.terms()));
    }

    /**
     * Keeps an assessment and appends its entry to the log; when this returns, both are committed and outlive a loss of
     * power.
     *
     * @throws CommitUnknownException if the connection broke during the commit and the database could not be asked in
     *     time what came of it; with every other exception nothing was stored
     */
    public void add(AssessmentRecord assessment) {
        add(assessment, null, null);
    }

    /**
     * Keeps an assessment like {@link #add(AssessmentRecord)}, and in the same transaction the first answer to a request
     * with an idempotency key.
     *
     * @param dictionary what its documents are compressed with; null for none
     * @throws KeyUsedException if another assessment has this key; nothing was kept then
     */
    public void add(
            AssessmentRecord assessment, @Nullable DocumentDictionary dictionary, @Nullable KeyedAnswer firstAnswer) {
        try {
            additions.add(addition(List.of(prepare(assessment, dictionary, firstAnswer)), handle -> {}));
        } catch (CommitUnknownException unknown) {
            throw new CommitUnknownException(assessment.assessmentId(), unknown);
        }
    }

    /**
     * Keeps several assessments in one transaction, all of them or none; when this returns, they are committed.
     *
     * @throws CommitUnknownException if the connection broke during the commit and the database could not be asked in
     *     time what came of it; with every other exception nothing was kept
     */
    public void addAll(List<PreparedAssessment> assessments) {
        if (!assessments.isEmpty()) {
            additions.add(addition(assessments, handle -> {}));
        }
    }

    /**
     * Keeps several assessments like {@link #addAll(List)}, or none, and in the same transaction whatever else belongs to
     * them.
     *
     * @param also writes it; called once the transaction has locked the log. What it throws takes everything back
     */
    public void addAll(List<PreparedAssessment> assessments, Consumer<Handle> also) {
        additions.add(addition(assessments, also));
    }

    /**
     * Does what can be done before the transaction: compresses the documents and commits to them.
     *
     * @param dictionary what its documents are compressed with; null for none
     */
    public static PreparedAssessment prepare(AssessmentRecord assessment, @Nullable DocumentDictionary dictionary) {
        return prepare(assessment, dictionary, null);
    }

    private static PreparedAssessment prepare(
            AssessmentRecord assessment, @Nullable DocumentDictionary dictionary, @Nullable KeyedAnswer firstAnswer) {
        Map<DocumentType, DocumentText> documents = new EnumMap<>(DocumentType.class);
        Map<DocumentType, Hash> commitments = new EnumMap<>(DocumentType.class);
        for (DocumentType part : DocumentType.values()) {
            byte[] text = assessment.documents().bytes(part);
            byte[] salt = Commitment.newSalt();
            documents.put(part, new DocumentText(text, salt));
            commitments.put(part, Commitment.to(text, salt));
        }
        LogEntry entry = new AssessmentEntry(
                assessment.assessedAt(),
                assessment.assessmentId(),
                assessment.rulesetRevision(),
                assessment.service(),
                assessment.client(),
                commitments);
        return new PreparedAssessment(assessment, PackedDocuments.of(documents, dictionary), entry, firstAnswer);
    }

    private void commit(List<Addition> group) {
        List<IndexedAssessment> together =
                group.stream().flatMap(one -> one.assessments().stream()).toList();
        try {
            write(together, group);
        } catch (RuntimeException failed) {
            // the database may have been put back to an earlier state
            storedDictionaries.clear();
            if (!(failed instanceof CommitUnknownException unknown)) {
                throw failed;
            }
            if (together.isEmpty()) {
                throw unknown;
            }
            UUID one = together.get(0).assessment().assessmentId();
            if (!log.settle(handle -> RecordLog.indexOf(handle, one).isPresent(), unknown)) {
                throw new StoreUnavailableException("The connection broke before the commit.", unknown);
            }
        }
    }

    /** @param first the position of the first assessment; the others follow it */
    private record Written(long first, SearchIndex.Additions found) {}

    private void write(List<IndexedAssessment> together, List<Addition> group) {
        if (together.isEmpty()) {
            log.append(transaction -> {
                group.forEach(one -> one.also().accept(transaction.handle()));
                return group;
            });
            return;
        }
        Written written = log.append(transaction -> {
            long first = transaction.size();
            SearchIndex.Additions found = index.additions(transaction.handle(), first);
            write(together, transaction, found);
            found.write();
            group.forEach(one -> one.also().accept(transaction.handle()));
            return new Written(first, found);
        });
        written.found().committed();
        for (int place = 0; place < together.size(); place++) {
            AssessmentRecord one = together.get(place).assessment();
            if (one.counted() != null) {
                recent.add(written.first() + place, one.assessmentId(), one.counted());
            }
            DocumentDictionary dictionary =
                    together.get(place).prepared().documents().dictionary();
            if (dictionary != null) {
                storedDictionaries.add(dictionary.number());
            }
        }
    }

    private void write(List<IndexedAssessment> together, LogTransaction transaction, SearchIndex.Additions found) {
        Handle handle = transaction.handle();
        requireUnusedKeys(handle, together);
        CandidateKeys.TransactionKeys keys = candidates.keys(
                handle,
                transaction.lookupKey(),
                together.stream().map(one -> one.assessment().candidateId()).toList());
        BatchInsert rows = new BatchInsert(INSERT);
        Map<KeyedAnswer, byte[]> dataKeys = new LinkedHashMap<>();
        for (IndexedAssessment indexed : together) {
            PreparedAssessment one = indexed.prepared();
            long position = transaction.append(one.entry());
            CandidateKeys.CandidateKey key = keys.of(one.assessment().candidateId(), position);
            SearchIndex.Columns columns = found.add(position, one.assessment().assessedAt(), indexed.terms());
            rows.add(row -> bind(row, position, one, key, columns));
            if (one.firstAnswer() != null) {
                dataKeys.put(one.firstAnswer(), key.dataKey());
            }
        }
        keys.write();
        together.stream()
                .map(one -> one.prepared().documents().dictionary())
                .filter(dictionary -> dictionary != null && !storedDictionaries.contains(dictionary.number()))
                .forEach(dictionary -> DocumentDictionaries.store(handle, dictionary));
        rows.execute(handle);
        FirstAnswers.add(handle, dataKeys);
    }

    private static void requireUnusedKeys(Handle handle, List<IndexedAssessment> together) {
        List<KeyedAnswer> keyed = new ArrayList<>();
        for (IndexedAssessment one : together) {
            if (one.prepared().firstAnswer() != null) {
                keyed.add(one.prepared().firstAnswer());
            }
        }
        FirstAnswers.requireUnused(handle, keyed);
    }

    private static void bind(
            SqlStatement<?> row,
            long position,
            PreparedAssessment one,
            CandidateKeys.CandidateKey key,
            SearchIndex.Columns columns) {
        AssessmentRecord assessment = one.assessment();
        DocumentDictionary dictionary = one.documents().dictionary();
        row.bind("position", position)
                .bindBySqlType("assessmentId", assessment.assessmentId(), Types.OTHER)
                .bind("candidate", key.candidate())
                .bindBySqlType("asOf", assessment.asOf(), Types.DATE)
                .bindBySqlType(
                        "assessedAt", assessment.assessedAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .bind("rulesetRevision", assessment.rulesetRevision())
                .bind("certifiedLevel", assessment.certifiedLevel())
                .bind("client", columns.client())
                .bind("levels", columns.levels())
                .bind("documents", one.documents().seal(key.dataKey(), assessment.assessmentId()))
                .bind("dictionary", dictionary == null ? null : dictionary.number());
    }
}
