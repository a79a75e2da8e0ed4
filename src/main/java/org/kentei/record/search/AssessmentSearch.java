package org.kentei.record.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.DocumentType;
import org.kentei.log.RulesetReference;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.DocumentDictionaries;
import org.kentei.record.encryption.StoredDocuments;
import org.kentei.record.log.RecordLog;
import org.kentei.record.search.PositionScan.FoundBlock;

/** Finds assessments. Every method throws {@link StoreUnavailableException} while the database is not available. */
@ApplicationScoped
public class AssessmentSearch {

    /** The longest page, in assessments. */
    public static final int LONGEST_PAGE = 1000;

    /** Assessments that are found are counted up to this number. */
    public static final int MOST_COUNTED = 10_000;

    private static final String COLUMNS = """
        select a.assessment_id, a.as_of, a.assessed_at, a.ruleset_revision, a.certified_level, a.erased_at,
               w.text as client_term, l.text as levels_term, c.candidate, c.data_key, c.sealed_id\
        """;

    private static final String ROWS = """
         from assessment a left join candidate c on c.candidate = a.candidate left join index_term w on w.term = a.client
             left join index_term l on l.term = a.levels
        where a.position in (%s)
        order by a.position desc
        """;

    private final RecordLog log;
    private final CandidateKeys candidates;
    private final DocumentDictionaries dictionaries = new DocumentDictionaries();

    public AssessmentSearch(RecordLog log, CandidateKeys candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    /** An assessment with its result; the result is null if it was erased, or was not asked for. */
    public record FoundAssessment(
            AssessmentSummary summary, @Nullable String result) {}

    /** What is found, newest first, without a limit of time. */
    public AssessmentPage page(SearchFilter filter, @Nullable String cursor, int most) {
        return page(filter, cursor, most, SearchLimit.NONE);
    }

    /**
     * What is found, newest first. Following the cursors shows every assessment that was there at the first page once,
     * however many are added meanwhile.
     *
     * @param cursor the {@link AssessmentPage#nextCursor} of the page before; null for the first page
     * @param most how many assessments at most, from 1 to {@value #LONGEST_PAGE}
     * @throws InvalidCursorException if no page gave this cursor
     * @throws SearchEndedException if the limit ends the search
     */
    public AssessmentPage page(SearchFilter filter, @Nullable String cursor, int most, SearchLimit limit) {
        if (most < 1 || most > LONGEST_PAGE) {
            throw new IllegalArgumentException("a page has from 1 to " + LONGEST_PAGE + " assessments, not " + most);
        }
        long before = cursor == null ? Long.MAX_VALUE : Cursor.parse(cursor).position();
        boolean counts = cursor == null;
        return log.read(handle -> {
            List<Long> positions = new ArrayList<>();
            int count = 0;
            PositionScan scan = PositionScan.begin(handle, candidates, filter, limit, before);
            FoundBlock block = scan.next();
            while (block != null) {
                // one more than required shows whether there is another page
                block.addTo(positions, most + 1);
                count += block.count();
                boolean ends = positions.size() > most && (!counts || count > MOST_COUNTED);
                block = ends ? null : scan.next();
            }
            List<Long> shown = positions.subList(0, Math.min(most, positions.size()));
            List<AssessmentSummary> items =
                    sealed(handle, shown, false).stream().map(Sealed::summary).toList();
            boolean more = positions.size() > most;
            return new AssessmentPage(
                    items,
                    more ? new Cursor(shown.get(most - 1)).toString() : null,
                    counts ? new AssessmentCount(Math.min(count, MOST_COUNTED), count <= MOST_COUNTED) : null);
        });
    }

    /** Whether an assessment was made for that client. */
    public boolean isOf(UUID assessmentId, String client) {
        return log.read(
                handle -> handle.createQuery("select count(*) from assessment a join index_term w on w.term = a.client"
                                        + " where a.assessment_id = :id and w.text = :client")
                                .bindBySqlType("id", assessmentId, Types.OTHER)
                                .bind("client", IndexTerm.client(client).text())
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** The codes of the specialty fields in which a level was ever certified. */
    public SortedSet<String> certifiedFields() {
        String prefix = IndexTerm.certified("").text();
        return log.read(handle -> handle.createQuery("select text from index_term where text like :prefix")
                .bind("prefix", prefix + "%")
                .mapTo(String.class)
                .map(text -> text.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whether any of these terms is stored. */
    public boolean knowsAny(List<IndexTerm> terms) {
        return log.read(handle -> handle.createQuery("select count(*) from index_term where text in (<texts>)")
                        .bindList("texts", terms.stream().map(IndexTerm::text).toList())
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /**
     * Begins to read everything that is found, newest first. What is added later is left out.
     *
     * @param withResults whether the results are wanted too
     */
    public ResultStream export(SearchFilter filter, boolean withResults) {
        return export(filter, withResults, SearchLimit.NONE);
    }

    /**
     * Begins to read everything that is found, newest first. What is added later is left out.
     *
     * @param withResults whether the results are wanted too
     */
    public ResultStream export(SearchFilter filter, boolean withResults, SearchLimit limit) {
        return new ResultStream(filter, withResults, limit);
    }

    /**
     * A search read to its end. Between two calls it holds no connection, and no more than {@value #SEALED_BYTES_AT_ONCE}
     * bytes of sealed results with one more result; each is opened only when it is asked for.
     */
    public final class ResultStream {

        private static final int ROWS_AT_ONCE = 1000;
        private static final long SEALED_BYTES_AT_ONCE = 200_000;

        private final SearchFilter filter;
        private final boolean withResults;
        private final SearchLimit limit;
        private final List<Long> awaiting = new ArrayList<>();
        private final Deque<Sealed> fetched = new ArrayDeque<>();
        private long before = Long.MAX_VALUE;
        private boolean ended;

        private ResultStream(SearchFilter filter, boolean withResults, SearchLimit limit) {
            this.filter = filter;
            this.withResults = withResults;
            this.limit = limit;
        }

        /** The next one; null at the end. */
        public @Nullable FoundAssessment next() {
            if (fetched.isEmpty()) {
                log.read(this::fetch);
            }
            Sealed next = fetched.poll();
            return next == null ? null : next.open();
        }

        private boolean fetch(Handle handle) {
            if (awaiting.isEmpty() && !ended) {
                seek(handle);
            }
            if (awaiting.isEmpty()) {
                return false;
            }
            List<Long> some = awaiting.subList(0, Math.min(ROWS_AT_ONCE, awaiting.size()));
            if (withResults) {
                some = some.subList(0, fitting(handle, some));
            }
            List<Sealed> sealed = sealed(handle, some, withResults);
            before = some.get(some.size() - 1);
            some.clear();
            return fetched.addAll(sealed);
        }

        /** Whole blocks, as far as they go, so that few statements look for much. */
        private void seek(Handle handle) {
            PositionScan scan = PositionScan.begin(handle, candidates, filter, limit, before);
            FoundBlock block = scan.next();
            while (block != null) {
                block.addTo(awaiting, Integer.MAX_VALUE);
                block = awaiting.size() < ROWS_AT_ONCE ? scan.next() : null;
            }
            ended = awaiting.size() < ROWS_AT_ONCE;
        }

        /** How many of these have results that fit into the memory for them: one at least. */
        private int fitting(Handle handle, List<Long> some) {
            List<Long> sizes = handle.createQuery("select " + StoredDocuments.LENGTH
                            + " from assessment where position in (" + listed(some) + ") order by position desc")
                    .mapTo(Long.class)
                    .list();
            long bytes = 0;
            int count = 0;
            do {
                bytes += sizes.get(count++);
            } while (count < sizes.size() && bytes + sizes.get(count) <= SEALED_BYTES_AT_ONCE);
            return count;
        }
    }

    /** An assessment that was found, its result still sealed. */
    private record Sealed(
            AssessmentSummary summary,
            byte @Nullable [] key,
            @Nullable StoredDocuments documents) {

        FoundAssessment open() {
            return new FoundAssessment(
                    summary,
                    key == null || documents == null || !documents.has(DocumentType.RESULT)
                            ? null
                            : documents.open(key).document(DocumentType.RESULT).document());
        }
    }

    private List<Sealed> sealed(Handle handle, List<Long> positions, boolean withResults) {
        if (positions.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(COLUMNS
                        + (withResults ? ", " + StoredDocuments.COLUMNS : "")
                        + ROWS.formatted(listed(positions)))
                .map((row, context) -> sealed(handle, row, withResults))
                .list();
    }

    /** The numbers are in the statement, so that the database plans for them, and none comes from outside. */
    private static String listed(List<Long> positions) {
        return positions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private Sealed sealed(Handle handle, ResultSet row, boolean withResults) throws SQLException {
        UUID assessmentId = row.getObject("assessment_id", UUID.class);
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        byte[] dataKey = row.getBytes("data_key");
        long candidate = row.getLong("candidate");
        byte[] key = dataKey == null ? null : candidates.unwrap(dataKey, candidate);
        AssessmentSummary summary = new AssessmentSummary(
                assessmentId,
                key == null ? null : candidates.idUnder(key, candidate, row.getBytes("sealed_id")),
                row.getObject("as_of", LocalDate.class),
                row.getObject("assessed_at", OffsetDateTime.class).toInstant(),
                new RulesetReference(row.getString("ruleset_revision")),
                row.getObject("certified_level", Integer.class),
                IndexTerm.fieldLevels(row.getString("levels_term")),
                IndexTerm.clientName(row.getString("client_term")),
                erasedAt == null ? null : erasedAt.toInstant());
        return new Sealed(summary, key, withResults ? StoredDocuments.of(handle, row, dictionaries) : null);
    }
}
