package org.kentei.record.search;

import static java.util.stream.Collectors.groupingBy;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.SearchColumns;

/**
 * Writes what assessments are found by. It remembers the terms and times that it wrote or read, so an assessment with known
 * terms costs one row. Only {@link #terms} may be called by several threads at once.
 */
public final class SearchIndex {

    /** A block has a little more time at its ends than its assessments need, so that not every transaction widens it. */
    public static final Duration MARGIN = Duration.ofSeconds(10);

    private static final int REMEMBERED = 100_000;

    /** The numbers of terms. Another map takes its place when what is remembered may not be in the database any more. */
    private volatile Map<IndexTerm, Integer> known = new ConcurrentHashMap<>();

    private final Map<Long, TimeRange> times = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TimeRange> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long seenSize;
    private long openBlock = -1;

    private record TimeRange(Instant earliest, Instant latest) {

        boolean hold(Instant time) {
            return !time.isBefore(earliest) && !time.isAfter(latest);
        }

        TimeRange with(Instant time) {
            return new TimeRange(
                    time.isBefore(earliest) ? time.minus(MARGIN) : earliest,
                    time.isAfter(latest) ? time.plus(MARGIN) : latest);
        }
    }

    /**
     * The terms by which an assessment is found.
     *
     * @param all each of them
     * @param client that of the client; null if it gave no name
     * @param levels that of the levels of all fields; null without a verdict
     * @param numbered their numbers; null if some were not known
     */
    public record AssessmentTerms(
            List<IndexTerm> all,
            @Nullable IndexTerm client,
            @Nullable IndexTerm levels,
            @Nullable NumberedTerms numbered) {}

    /**
     * The numbers of terms.
     *
     * @param from the numbers that were known then
     * @param column all of them
     */
    record NumberedTerms(Map<IndexTerm, Integer> from, byte[] column, Columns columns) {}

    /** The columns in an assessment's row that show terms in lists. */
    public record Columns(
            @Nullable Integer client, @Nullable Integer levels) {}

    /**
     * The terms of an assessment, with their numbers as far as that is possible before the log is locked.
     *
     * @param client the client's name; null if it gave none
     * @param verdict the terms of the verdict
     */
    public AssessmentTerms terms(@Nullable String client, String rulesetRevision, Set<IndexTerm> verdict) {
        List<IndexTerm> all = new ArrayList<>(verdict.size() + 3);
        all.addAll(verdict);
        all.add(IndexTerm.ASSESSMENT);
        all.add(IndexTerm.ruleset(rulesetRevision));
        IndexTerm ofClient = client == null ? null : IndexTerm.client(client);
        if (ofClient != null) {
            all.add(ofClient);
        }
        AssessmentTerms terms =
                new AssessmentTerms(all, ofClient, verdict.isEmpty() ? null : IndexTerm.levels(verdict), null);
        return new AssessmentTerms(terms.all(), terms.client(), terms.levels(), numbered(terms, known));
    }

    /** The numbers of terms; null if some are not among the known ones. */
    private static @Nullable NumberedTerms numbered(AssessmentTerms terms, Map<IndexTerm, Integer> known) {
        int[] numbers = new int[terms.all().size()];
        for (int place = 0; place < numbers.length; place++) {
            Integer number = known.get(terms.all().get(place));
            if (number == null) {
                return null;
            }
            numbers[place] = number;
        }
        Integer client = terms.client() == null ? null : known.get(terms.client());
        Integer levels = terms.levels() == null ? null : known.get(terms.levels());
        return terms.levels() != null && levels == null
                ? null
                : new NumberedTerms(known, SearchColumns.terms(numbers), new Columns(client, levels));
    }

    /** What is written in one transaction, and forgotten with it if it fails. */
    public final class Additions {

        private final Handle handle;
        private final Map<IndexTerm, Integer> found = new HashMap<>();
        private final Map<Long, TimeRange> newTimes = new TreeMap<>();
        private final BatchInsert openRows =
                new BatchInsert("insert into open_position (position, terms) values (:position, :terms)");
        private long newest = -1;

        private Additions(Handle handle) {
            this.handle = handle;
        }

        /** Adds what an assessment is found by, and returns what its row contains of it. */
        public Columns add(long position, Instant assessedAt, AssessmentTerms terms) {
            newest = position;
            widen(SearchColumns.block(position), assessedAt);
            NumberedTerms before = terms.numbered();
            NumberedTerms numbered = before != null && before.from() == known ? before : number(terms);
            openRows.add(row -> row.bind("position", position).bind("terms", numbered.column()));
            return numbered.columns();
        }

        private NumberedTerms number(AssessmentTerms terms) {
            Set<IndexTerm> wanted = new LinkedHashSet<>(terms.all());
            if (terms.levels() != null) {
                wanted.add(terms.levels());
            }
            Map<String, IndexTerm> unknown = new LinkedHashMap<>();
            for (IndexTerm term : wanted) {
                Integer number = known.get(term);
                if (number != null) {
                    found.put(term, number);
                } else if (!found.containsKey(term)) {
                    unknown.put(term.text(), term);
                }
            }
            if (!unknown.isEmpty()) {
                find(unknown);
            }
            return Objects.requireNonNull(numbered(terms, found));
        }

        /** Reads the numbers of terms, and gives new numbers to new terms. The log is locked, so nobody else takes the same. */
        private void find(Map<String, IndexTerm> unknown) {
            handle.createQuery("select term, text from index_term where text in (<texts>)")
                    .bindList("texts", List.copyOf(unknown.keySet()))
                    .map((row, context) -> found.put(new IndexTerm(row.getString(2)), row.getInt(1)))
                    .list();
            List<IndexTerm> missing = unknown.values().stream()
                    .filter(term -> !found.containsKey(term))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            int next = handle.createQuery("select coalesce(max(term), 0) + 1 from index_term")
                    .mapTo(Integer.class)
                    .one();
            BatchInsert rows = new BatchInsert("insert into index_term (term, text) values (:number, :text)");
            for (IndexTerm term : missing) {
                int number = next++;
                rows.add(row -> row.bind("number", number).bind("text", term.text()));
                found.put(term, number);
            }
            rows.execute(handle);
        }

        private void widen(long block, Instant time) {
            TimeRange range = newTimes.getOrDefault(block, times.get(block));
            if (range == null) {
                newTimes.put(block, new TimeRange(time, time.plus(MARGIN)));
            } else if (!range.hold(time)) {
                newTimes.put(block, range.with(time));
            }
        }

        /** Writes what is left to write; to be called last. */
        public void write() {
            openRows.execute(handle);
            long block = SearchColumns.block(newest);
            if (block > openBlock) {
                complete(handle, block * SearchColumns.BLOCK);
            }
            List<Long> missing = new ArrayList<>();
            newTimes.forEach((number, range) -> {
                if (execute(
                                "update position_block set earliest = least(earliest, :earliest),"
                                        + " latest = greatest(latest, :latest) where block = :block",
                                number,
                                range)
                        == 0) {
                    missing.add(number);
                }
            });
            missing.forEach(number -> execute(
                    "insert into position_block (block, earliest, latest) values (:block, :earliest, :latest)",
                    number,
                    Objects.requireNonNull(newTimes.get(number))));
        }

        private int execute(String statement, long block, TimeRange range) {
            return handle.createUpdate(statement)
                    .bind("block", block)
                    .bindBySqlType("earliest", range.earliest().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                    .bindBySqlType("latest", range.latest().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                    .execute();
        }

        /** To be called once the transaction is committed. */
        public void committed() {
            if (known.size() + found.size() > REMEMBERED) {
                known = new ConcurrentHashMap<>();
            }
            known.putAll(found);
            times.putAll(newTimes);
            seenSize = newest + 1;
            openBlock = SearchColumns.block(newest);
        }
    }

    private record OpenPosition(long position, List<Integer> terms) {}

    /**
     * Begins to write within a transaction that has locked the log.
     *
     * @param size how many entries the log has
     */
    public Additions additions(Handle handle, long size) {
        if (size < seenSize) {
            // the database was put back to an earlier state: what is remembered may not be there
            known = new ConcurrentHashMap<>();
            times.clear();
            openBlock = -1;
        }
        return new Additions(handle);
    }

    /** Moves the positions before that one from rows for each position to rows for each term. */
    public static void complete(Handle handle, long end) {
        Map<Long, Map<Integer, BitSet>> blocks = new TreeMap<>();
        handle.createQuery("select position, terms from open_position where position < :end order by position")
                .bind("end", end)
                .map((row, context) -> {
                    long position = row.getLong(1);
                    int place = SearchColumns.place(position);
                    Map<Integer, BitSet> sets =
                            blocks.computeIfAbsent(SearchColumns.block(position), first -> new HashMap<>());
                    SearchColumns.forEachTerm(
                            row.getBytes(2),
                            term -> sets.computeIfAbsent(term, first -> new BitSet(SearchColumns.BLOCK))
                                    .set(place));
                    return position;
                })
                .forEach(position -> {});
        BatchInsert rows = new BatchInsert(
                "insert into term_positions (term, block, positions) values (:term, :block, :positions)");
        blocks.forEach((block, sets) -> new TreeMap<>(sets)
                .forEach((term, places) -> rows.add(row -> row.bind("term", term)
                        .bind("block", block)
                        .bind("positions", SearchColumns.positions(places)))));
        rows.execute(handle);
        if (!blocks.isEmpty()) {
            handle.createUpdate("delete from open_position where position < :end")
                    .bind("end", end)
                    .execute();
        }
    }

    /** Takes from these assessments all terms but those that they keep after erasure. The transaction has locked the log. */
    public static void erase(Handle handle, List<Long> positions) {
        eraseOpen(handle, positions);
        Map<Long, List<Long>> blocks = positions.stream().collect(groupingBy(SearchColumns::block));
        blocks.forEach((block, some) -> eraseCompleted(handle, block, some));
    }

    private static void eraseOpen(Handle handle, List<Long> positions) {
        List<OpenPosition> open = handle.createQuery(
                        "select position, terms from open_position where position in (<positions>)")
                .bindList("positions", positions)
                .map((row, context) -> new OpenPosition(row.getLong(1), SearchColumns.terms(row.getBytes(2))))
                .list();
        if (open.isEmpty()) {
            return;
        }
        Set<Integer> kept = new HashSet<>();
        handle.createQuery("select term, text from index_term where term in (<terms>)")
                .bindList(
                        "terms",
                        open.stream()
                                .flatMap(one -> one.terms().stream())
                                .distinct()
                                .toList())
                .map((row, context) -> new IndexTerm(row.getString(2)).isKeptAfterErasure() && kept.add(row.getInt(1)))
                .list();
        BatchInsert rows = new BatchInsert("update open_position set terms = :terms where position = :position");
        for (OpenPosition one : open) {
            List<Integer> left = one.terms().stream().filter(kept::contains).toList();
            rows.add(row -> row.bind("position", one.position()).bind("terms", SearchColumns.terms(left)));
        }
        rows.execute(handle);
    }

    private static void eraseCompleted(Handle handle, long block, List<Long> positions) {
        BitSet erased = new BitSet();
        positions.forEach(position -> erased.set(SearchColumns.place(position)));
        BatchInsert changed = new BatchInsert(
                "update term_positions set positions = :positions where term = :term and block = :block");
        BatchInsert emptied = new BatchInsert("delete from term_positions where term = :term and block = :block");
        handle.createQuery(
                        "select p.term, p.positions, t.text from term_positions p join index_term t on t.term = p.term"
                                + " where p.block = :block")
                .bind("block", block)
                .map((row, context) -> {
                    int term = row.getInt(1);
                    BitSet places = SearchColumns.positions(row.getBytes(2));
                    if (places.intersects(erased) && !new IndexTerm(row.getString(3)).isKeptAfterErasure()) {
                        places.andNot(erased);
                        if (places.isEmpty()) {
                            emptied.add(values -> values.bind("term", term).bind("block", block));
                        } else {
                            byte[] column = SearchColumns.positions(places);
                            changed.add(values -> values.bind("term", term)
                                    .bind("block", block)
                                    .bind("positions", column));
                        }
                    }
                    return true;
                })
                .list();
        changed.execute(handle);
        emptied.execute(handle);
    }
}
