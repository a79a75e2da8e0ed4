package org.kentei.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Commitment;
import org.kentei.log.Hash;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.Assessed;
import org.kentei.log.Part;
import org.kentei.record.Documents.Opened;

/** Keeps assessments and gives them back. Every method throws {@link StoreUnavailableException} if it cannot now. */
@ApplicationScoped
public class AssessmentStore {

    /** The longest page, in assessments. */
    public static final int LONGEST_PAGE = 1000;

    private static final String INSERT = """
        insert into assessment (position, assessment_id, candidate, as_of, assessed_at, ruleset_revision,
                                certified_level, facts, result, firing_record)
        values (:position, :assessmentId, :candidate, :asOf, :assessedAt, :rulesetRevision,
                :certifiedLevel, :facts, :result, :firing_record)
        """;

    private static final String SELECT_PAGE = """
        select a.position, a.assessment_id, a.as_of, a.assessed_at, a.ruleset_revision, a.certified_level, a.erased_at,
               c.candidate, c.data_key, c.sealed_id
        from assessment a left join candidate c on c.candidate = a.candidate
        where a.position < :before
        order by a.position desc
        limit :limit
        """;

    private static final String SELECT_PAGE_OF_CANDIDATE = """
        select a.position, a.assessment_id, a.as_of, a.assessed_at, a.ruleset_revision, a.certified_level, a.erased_at,
               c.candidate, c.data_key, c.sealed_id
        from assessment a join candidate c on c.candidate = a.candidate
        where a.candidate = :candidate and a.position < :before
        order by a.candidate, a.position desc
        limit :limit
        """;

    private final RecordLog log;
    private final Candidates candidates;
    private final GroupCommit<Prepared> additions = new GroupCommit<>(this::addTogether);

    public AssessmentStore(RecordLog log, Candidates candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    private record Prepared(AssessmentRecord assessment, Map<Part, byte[]> packed, LogEntry entry) {}

    /**
     * Keeps an assessment and appends its entry to the log; when this returns, both are committed and outlive a loss of
     * power.
     */
    public void add(AssessmentRecord assessment) {
        Map<Part, byte[]> packed = new EnumMap<>(Part.class);
        Map<Part, Hash> commitments = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Opened opened = new Opened(assessment.document(part), Commitment.newSalt());
            packed.put(part, Documents.pack(opened));
            commitments.put(part, Commitment.to(opened.document(), opened.salt()));
        }
        LogEntry entry = new Assessed(
                assessment.assessedAt(), assessment.assessmentId(), assessment.rulesetRevision(),
                assessment.programs(), assessment.client(), commitments);
        additions.add(new Prepared(assessment, packed, entry));
    }

    private void addTogether(List<Prepared> together) {
        log.write(handle -> {
            LogTransaction transaction = LogTransaction.begin(handle);
            Candidates.Keys keys = candidates.keys(
                    handle, transaction.lookupKey(), together.stream().map(one -> one.assessment().candidateId()).toList());
            Rows rows = new Rows(INSERT);
            for (Prepared one : together) {
                long position = transaction.append(one.entry());
                Candidates.Key key = keys.of(one.assessment().candidateId(), position);
                rows.add(row -> bind(row, position, one, key));
            }
            keys.write();
            rows.execute(handle);
            transaction.write();
            return true;
        });
    }

    private static void bind(SqlStatement<?> row, long position, Prepared one, Candidates.Key key) {
        AssessmentRecord assessment = one.assessment();
        row.bind("position", position)
                .bindBySqlType("assessmentId", assessment.assessmentId(), Types.OTHER)
                .bind("candidate", key.candidate())
                .bindBySqlType("asOf", assessment.asOf(), Types.DATE)
                .bindBySqlType(
                        "assessedAt", assessment.assessedAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .bind("rulesetRevision", assessment.rulesetRevision())
                .bind("certifiedLevel", assessment.certifiedLevel());
        one.packed().forEach((part, packed) -> row.bind(
                Documents.column(part), Documents.seal(key.dataKey(), assessment.assessmentId(), part, packed)));
    }

    /**
     * The result as it was added; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> result(UUID assessmentId) {
        return document(assessmentId, Part.RESULT).map(Opened::document);
    }

    /**
     * The firing record as it was added; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> firingRecord(UUID assessmentId) {
        return document(assessmentId, Part.FIRINGS).map(Opened::document);
    }

    /**
     * The candidate as it was given; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<String> candidate(UUID assessmentId) {
        return document(assessmentId, Part.CANDIDATE).map(Opened::document);
    }

    /**
     * The salt of the commitment to a document; empty if there is no such assessment.
     *
     * @throws ErasedException if it was erased
     */
    public Optional<byte[]> salt(UUID assessmentId, Part part) {
        return document(assessmentId, part).map(Opened::salt);
    }

    /** A document with the salt of its commitment; empty if there is no such assessment. */
    Optional<Opened> document(UUID assessmentId, Part part) {
        return log.read(handle -> handle.createQuery("select a." + Documents.column(part) + ", a.erased_at, c.candidate,"
                        + " c.data_key from assessment a left join candidate c on c.candidate = a.candidate"
                        + " where a.assessment_id = :assessmentId")
                .bindBySqlType("assessmentId", assessmentId, Types.OTHER)
                .map((row, context) -> {
                    OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
                    if (erasedAt != null) {
                        throw new ErasedException(erasedAt.toInstant());
                    }
                    byte[] dataKey = candidates.unwrap(row.getBytes("data_key"), row.getLong("candidate"));
                    return Documents.open(dataKey, assessmentId, part, row.getBytes(1));
                })
                .findOne());
    }

    /**
     * A stretch of the record, newest first. Following its cursors shows every assessment that was there at the first
     * page once, however many are added meanwhile.
     *
     * @param candidateId whose assessments; null for everybody's
     * @param cursor the {@link Page#nextCursor} of the page before; null for the first page
     * @param limit how many assessments at most, from 1 to {@value #LONGEST_PAGE}
     * @throws InvalidCursorException if no page gave this cursor
     */
    public Page page(@Nullable String candidateId, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("a page has from 1 to " + LONGEST_PAGE + " assessments, not " + limit);
        }
        long before = cursor == null ? Long.MAX_VALUE : Cursor.parse(cursor).position();
        return log.read(handle -> {
            Query query;
            if (candidateId == null) {
                query = handle.createQuery(SELECT_PAGE);
            } else {
                Optional<Long> candidate = candidates.find(handle, candidateId);
                if (candidate.isEmpty()) {
                    return new Page(List.of(), null);
                }
                query = handle.createQuery(SELECT_PAGE_OF_CANDIDATE).bind("candidate", candidate.get());
            }
            // One more than asked for tells whether another page follows.
            return pageOf(query.bind("before", before).bind("limit", limit + 1).map(this::row).list(), limit);
        });
    }

    /** Returns if the database answers. */
    public void check() {
        log.read(handle -> handle.createQuery("select count(*) from assessment where position = 0")
                .mapTo(Long.class)
                .one());
    }

    private static Page pageOf(List<Row> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        List<AssessmentSummary> items = new ArrayList<>();
        shown.forEach(row -> items.add(row.summary()));
        return new Page(items, more ? new Cursor(shown.get(limit - 1).position()).toString() : null);
    }

    private record Row(long position, AssessmentSummary summary) {}

    private Row row(ResultSet row, StatementContext context) throws SQLException {
        byte[] dataKey = row.getBytes("data_key");
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        return new Row(
                row.getLong("position"),
                new AssessmentSummary(
                        row.getObject("assessment_id", UUID.class),
                        dataKey == null ? null : candidates.id(row.getLong("candidate"), dataKey, row.getBytes("sealed_id")),
                        row.getObject("as_of", LocalDate.class),
                        row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                        row.getString("ruleset_revision"),
                        row.getObject("certified_level", Integer.class),
                        erasedAt == null ? null : erasedAt.toInstant()));
    }
}
