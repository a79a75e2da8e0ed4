package org.kentei.record.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.LogState;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredKey;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.log.verify.Verifier;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.Encryption.DecryptionException;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.encryption.StoredDocuments.OpenedDocuments;
import org.kentei.record.ingestion.Ingestion;
import org.kentei.record.log.AppendKey;

/** The record in a database, as it is in one transaction. */
final class DatabaseSnapshot implements RecordSnapshot {

    private static final int AT_ONCE = PagedRows.AT_ONCE;

    private static final String SELECT_ASSESSMENT = """
        select a.*, c.candidate as of_candidate, c.data_key, c.sealed_id, w.text as client_term, l.text as levels_term,
               e.entry
        from assessment a left join candidate c on c.candidate = a.candidate left join index_term w on w.term = a.client
             left join index_term l on l.term = a.levels left join log_entry e on e.entry_index = a.position\
        """;

    /** Entries that activate a ruleset and are not in the list of activations, or the other way round. */
    private static final String ACTIVATIONS_APART = """
        select entry_index from log_entry e where entry like '%"type":"ruleset-activation"%'
               and not exists (select 1 from ruleset_activation a where a.entry_index = e.entry_index)
        union all
        select entry_index from ruleset_activation a where not exists (
               select 1 from log_entry e where e.entry_index = a.entry_index
                      and e.entry like '%"type":"ruleset-activation"%')
        order by 1\
        """;

    private final Handle handle;
    private final CandidateKeys candidates;
    private final DocumentDictionaries dictionaries = new DocumentDictionaries();
    private final SearchIndexCheck index;
    private final Optional<AppendKey> appendKey;
    private @Nullable LogState state;
    private long firstSealed = -1;
    private long notIndexed;
    private byte[] lookupKey = new byte[0];

    /** @param appendKey checks the seals of the entries; without it, seals are not looked at */
    DatabaseSnapshot(Handle handle, CandidateKeys candidates, Optional<AppendKey> appendKey) {
        this.handle = handle;
        this.candidates = candidates;
        this.index = new SearchIndexCheck(handle);
        this.appendKey = appendKey;
    }

    @Override
    public LogState state() {
        LogState read = state;
        if (read == null) {
            read = handle.createQuery("select log_id, size, frontier from log_state")
                    .map((row, context) -> new LogState(row.getString(1), row.getLong(2), row.getBytes(3)))
                    .findOne()
                    .orElse(new LogState("", -1, new byte[0]));
            state = read;
        }
        return read;
    }

    @Override
    public boolean isSealed(StoredEntry entry) {
        return appendKey.isEmpty() || appendKey.get().accepts(state().logId(), entry);
    }

    @Override
    public Iterator<StoredEntry> entries() {
        return new PagedRows<>(
                start -> handle.createQuery("select entry_index, entry, hashes, seal from log_entry"
                                + " where entry_index >= :start order by entry_index limit :most")
                        .bind("start", start)
                        .bind("most", AT_ONCE)
                        .map((row, context) ->
                                new StoredEntry(row.getLong(1), row.getString(2), row.getBytes(3), row.getBytes(4)))
                        .list(),
                StoredEntry::index);
    }

    @Override
    public Iterator<StoredAssessment> assessments() {
        return new PagedRows<>(
                start -> handle.createQuery(
                                SELECT_ASSESSMENT + " where a.position >= :start order by a.position limit :most")
                        .bind("start", start)
                        .bind("most", AT_ONCE)
                        .map((row, context) -> assessment(row))
                        .list(),
                StoredAssessment::position);
    }

    /** An assessment; null if there is none with that id. */
    @Nullable
    StoredAssessment assessment(UUID assessmentId) {
        return handle.createQuery(SELECT_ASSESSMENT + " where a.assessment_id = :id")
                .bindBySqlType("id", assessmentId, java.sql.Types.OTHER)
                .map((row, context) -> assessment(row))
                .findOne()
                .orElse(null);
    }

    private StoredAssessment assessment(ResultSet row) throws SQLException {
        UUID id = row.getObject("assessment_id", UUID.class);
        long candidate = row.getLong("of_candidate");
        byte[] wrapped = row.getBytes("data_key");
        List<String> faults = new ArrayList<>();
        Map<DocumentType, SaltedDocument> documents = new EnumMap<>(DocumentType.class);
        String candidateId = null;
        try {
            if (wrapped != null) {
                candidateId = candidates.id(candidate, wrapped, row.getBytes("sealed_id"));
            }
        } catch (DecryptionException spoilt) {
            faults.add("its candidate's id cannot be opened: " + spoilt.getMessage());
        }
        try {
            StoredDocuments stored = StoredDocuments.of(handle, row, dictionaries);
            if (stored.hasAny()) {
                open(stored.open(candidates.unwrap(wrapped, candidate)), stored, documents, faults);
            }
        } catch (DecryptionException spoilt) {
            faults.add("its documents cannot be opened: " + spoilt.getMessage());
        }
        Set<String> indexed = index.terms(row.getLong("position"));
        if (IndexTermCheck.isNotIndexed(row, indexed) && row.getLong("position") < firstSealed()) {
            notIndexed++;
        } else {
            faults.addAll(IndexTermCheck.faults(row, indexed, documents));
        }
        return new StoredAssessment(
                row.getLong("position"),
                id,
                candidateId,
                row.getObject("as_of", LocalDate.class),
                row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                row.getString("ruleset_revision"),
                row.getObject("certified_level", Integer.class),
                moment(row, "erased_at"),
                documents,
                faults);
    }

    private static void open(
            OpenedDocuments opened,
            StoredDocuments stored,
            Map<DocumentType, SaltedDocument> documents,
            List<String> faults) {
        for (DocumentType part : DocumentType.values()) {
            try {
                if (stored.has(part)) {
                    documents.put(part, opened.document(part));
                }
            } catch (DecryptionException spoilt) {
                faults.add("its document `" + part.property() + "` cannot be opened: " + spoilt.getMessage());
            }
        }
    }

    /** The index of the first entry with a seal: every version that seals has a search index, too. */
    private long firstSealed() {
        if (firstSealed < 0) {
            firstSealed = handle.createQuery("select min(entry_index) from log_entry where seal is not null")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(Long.MAX_VALUE);
        }
        return firstSealed;
    }

    @Override
    public List<StoredKey> keys() {
        return handle.createQuery("select verifier_key, begun_by from log_key order by begun_by")
                .map((row, context) -> new StoredKey(row.getString(1), row.getLong(2)))
                .list();
    }

    @Override
    public List<StoredCheckpoint> checkpoints() {
        return handle.createQuery("select tree_size, key_id, note from checkpoint order by tree_size, key_id")
                .map((row, context) ->
                        new StoredCheckpoint(Verifier.RECORD, row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    @Override
    public List<StoredCosignature> cosignatures() {
        return handle.createQuery("select tree_size, key_id, witness_id, line from cosignature"
                        + " order by tree_size, key_id, witness_id")
                .map((row, context) ->
                        new StoredCosignature(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    @Override
    public Map<String, Map<String, String>> rulesets() {
        Map<String, Map<String, String>> rulesets = new TreeMap<>();
        handle.createQuery("select revision, name, content_hash from ruleset_file")
                .map((row, context) -> rulesets.computeIfAbsent(row.getString(1), revision -> new TreeMap<>())
                                .put(row.getString(2), row.getString(3))
                        == null)
                .list();
        return rulesets;
    }

    @Override
    public Map<String, byte[]> ruleFiles() {
        Map<String, byte[]> files = new HashMap<>();
        handle.createQuery("select content_hash, content from rule_content")
                .map((row, context) -> files.put(row.getString(1), row.getBytes(2)) == null)
                .list();
        return files;
    }

    @Override
    public Iterator<StoredLine> ingested() {
        return new Ingestion.IngestedLines(handle, candidates);
    }

    @Override
    public boolean isFoundBy(StoredLine line, String candidateId) {
        return line.lookup() != null && candidates.isFoundBy(candidateId, lookupKey(), line.lookup());
    }

    @Override
    public Optional<List<StoredApiKey>> apiKeys() {
        return Optional.of(handle.createQuery("select * from api_key order by added_at, key_id")
                .map((row, context) -> new StoredApiKey(
                        row.getString("key_id"),
                        HexFormat.of().formatHex(row.getBytes("key_hash")),
                        row.getString("client"),
                        row.getString("roles"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        moment(row, "expires_at"),
                        moment(row, "revoked_at"),
                        row.getString("replaced_by")))
                .list());
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    @Override
    public List<String> remarks() {
        return notIndexed == 0
                ? List.of()
                : List.of(notIndexed + " assessments of an earlier version are not in the search index.");
    }

    @Override
    public List<Discrepancy> faultsOfIndexes() {
        List<Discrepancy> faults = new ArrayList<>(faultsOfCandidates());
        faults.addAll(index.discrepancies());
        faults.addAll(new FirstAnswerCheck(candidates, dictionaries).discrepancies(handle));
        DocumentDictionaries.faults(handle)
                .forEach((number, fault) -> faults.add(new Discrepancy("dictionary " + number, fault)));
        handle.createQuery(ACTIVATIONS_APART)
                .mapTo(Long.class)
                .forEach(index -> faults.add(
                        new Discrepancy("entry " + index, "the list of activations does not agree with it")));
        return faults;
    }

    private List<Discrepancy> faultsOfCandidates() {
        List<Discrepancy> faults = new ArrayList<>();
        new PagedRows<>(
                        start -> handle.createQuery("select c.*, (select max(position) from assessment a"
                                        + " where a.candidate = c.candidate) as newest from candidate c"
                                        + " where candidate >= :start order by candidate limit :most")
                                .bind("start", start)
                                .bind("most", AT_ONCE)
                                .map((row, context) -> faultOf(row, faults))
                                .list(),
                        Long::longValue)
                .forEachRemaining(candidate -> {});
        return faults;
    }

    private byte[] lookupKey() {
        if (lookupKey.length == 0) {
            lookupKey = handle.createQuery("select lookup_key from log_state")
                    .mapTo(byte[].class)
                    .findOne()
                    .orElse(new byte[1]);
        }
        return lookupKey;
    }

    private Long faultOf(ResultSet row, List<Discrepancy> faults) throws SQLException {
        long candidate = row.getLong("candidate");
        String place = "candidate " + candidate;
        try {
            String id = candidates.id(candidate, row.getBytes("data_key"), row.getBytes("sealed_id"));
            if (!candidates.isFoundBy(id, lookupKey(), row.getBytes("lookup"))) {
                faults.add(new Discrepancy(place, "its lookup value does not match its id"));
            }
        } catch (DecryptionException spoilt) {
            faults.add(new Discrepancy(place, "its id cannot be opened: " + spoilt.getMessage()));
        }
        if (row.getObject("newest") == null) {
            faults.add(new Discrepancy(place, "it has no assessments, so it should have been erased"));
        } else if (row.getLong("newest") != row.getLong("latest")) {
            faults.add(new Discrepancy(place, "its latest assessment is another one"));
        }
        return candidate;
    }
}
