package org.kentei.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Keeps assessments and gives them back. Every method throws {@link StoreUnavailableException} if it cannot now. */
@ApplicationScoped
public class AssessmentStore {

    /** The longest page, in assessments. */
    public static final int LONGEST_PAGE = 1000;

    private static final String INSERT = """
        insert into assessment (assessment_id, candidate_id, as_of, assessed_at, ruleset_revision,
                                certified_level, result, firing_record)
        values (:assessmentId, :candidateId, :asOf, :assessedAt, :rulesetRevision,
                :certifiedLevel, :result, :firingRecord)
        """;

    private static final String SELECT_PAGE = """
        select position, assessment_id, candidate_id, as_of, assessed_at, ruleset_revision, certified_level
        from assessment
        where position < :before
        order by position desc
        limit :limit
        """;

    private static final String SELECT_PAGE_OF_CANDIDATE = """
        select position, assessment_id, candidate_id, as_of, assessed_at, ruleset_revision, certified_level
        from assessment
        where candidate_id = :candidateId and position < :before
        order by candidate_id, position desc
        limit :limit
        """;

    private static final String SELECT_LATEST = """
        select position, candidate_id, as_of, firing_record
        from assessment latest
        where position > :after
          and not exists (select 1 from assessment later
                          where later.candidate_id = latest.candidate_id and later.position > latest.position)
        order by position
        limit :limit
        """;

    private final Jdbi jdbi;

    public AssessmentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps an assessment; when this returns, it is committed and outlives a loss of power. */
    public void add(AssessmentRecord assessment) {
        inStore(handle -> handle.inTransaction(transaction -> transaction
                .createUpdate(INSERT)
                .bindBySqlType("assessmentId", assessment.assessmentId(), Types.OTHER)
                .bind("candidateId", assessment.candidateId())
                .bindBySqlType("asOf", assessment.asOf(), Types.DATE)
                .bindBySqlType(
                        "assessedAt", assessment.assessedAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .bind("rulesetRevision", assessment.rulesetRevision())
                .bind("certifiedLevel", assessment.certifiedLevel())
                .bind("result", assessment.result())
                .bind("firingRecord", assessment.firingRecord())
                .execute()));
    }

    /** The result as it was added; empty if there is no such assessment. */
    public Optional<String> result(UUID assessmentId) {
        return document("select result from assessment where assessment_id = :assessmentId", assessmentId);
    }

    /** The firing record as it was added; empty if there is no such assessment. */
    public Optional<String> firingRecord(UUID assessmentId) {
        return document("select firing_record from assessment where assessment_id = :assessmentId", assessmentId);
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
        if (candidateId != null && candidateId.indexOf('\0') >= 0) {
            // PostgreSQL refuses the character even in a comparison, and so can hold no such id.
            return new Page(List.of(), null);
        }
        return inStore(handle -> {
            // One more than asked for tells whether another page follows.
            List<Row> rows = pageQuery(handle, candidateId)
                    .bind("before", before)
                    .bind("limit", limit + 1)
                    .map(Row::read)
                    .list();
            return pageOf(rows, limit);
        });
    }

    /**
     * A stretch of the latest assessments, one for each candidate, oldest first.
     *
     * @param after the position of the last one of the stretch before; 0 for the first stretch
     * @param limit how many at most
     */
    public List<LatestAssessment> latest(long after, int limit) {
        return inStore(handle -> handle.createQuery(SELECT_LATEST)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new LatestAssessment(
                        row.getLong("position"),
                        row.getString("candidate_id"),
                        row.getObject("as_of", LocalDate.class),
                        row.getString("firing_record")))
                .list());
    }

    /** How many candidates have been assessed. */
    public long candidates() {
        return inStore(handle -> handle.createQuery("select count(distinct candidate_id) from assessment")
                .mapTo(Long.class)
                .one());
    }

    /** Returns if the database answers. */
    public void check() {
        inStore(handle -> handle.createQuery("select count(*) from assessment where position = 0")
                .mapTo(Long.class)
                .one());
    }

    private Optional<String> document(String query, UUID assessmentId) {
        return inStore(handle -> handle.createQuery(query)
                .bindBySqlType("assessmentId", assessmentId, Types.OTHER)
                .map((row, context) -> row.getString(1))
                .findOne());
    }

    private static Query pageQuery(Handle handle, @Nullable String candidateId) {
        return candidateId == null
                ? handle.createQuery(SELECT_PAGE)
                : handle.createQuery(SELECT_PAGE_OF_CANDIDATE).bind("candidateId", candidateId);
    }

    private static Page pageOf(List<Row> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        List<AssessmentSummary> items = new ArrayList<>();
        shown.forEach(row -> items.add(row.summary()));
        return new Page(items, more ? new Cursor(shown.get(limit - 1).position()).toString() : null);
    }

    private <T> T inStore(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException thrown) {
            throw StoreFailures.sort(thrown);
        }
    }

    private record Row(long position, AssessmentSummary summary) {

        static Row read(ResultSet row, StatementContext context) throws SQLException {
            return new Row(
                    row.getLong("position"),
                    new AssessmentSummary(
                            row.getObject("assessment_id", UUID.class),
                            row.getString("candidate_id"),
                            row.getObject("as_of", LocalDate.class),
                            row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                            row.getString("ruleset_revision"),
                            row.getObject("certified_level", Integer.class)));
        }
    }
}
