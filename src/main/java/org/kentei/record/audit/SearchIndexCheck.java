package org.kentei.record.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.verify.Discrepancy;
import org.kentei.record.database.SearchColumns;
import org.kentei.record.search.SearchIndex;

/**
 * Reads the search index to check it. {@link IndexTermCheck} compares the terms that it has of an assessment with those of
 * the assessment's documents. {@link #discrepancies} finds what belongs to no assessment, and checks the form of the rest.
 * Together they make the whole index again.
 */
final class SearchIndexCheck {

    private static final String BLOCK = """
        select p.positions, t.text, p.term from term_positions p left join index_term t on t.term = p.term
        where p.block = :block\
        """;

    private static final String TIMES = "(select position / " + SearchColumns.BLOCK + " as block,"
            + " min(assessed_at) as first_time, max(assessed_at) as last_time from assessment"
            + " group by position / " + SearchColumns.BLOCK + ") t";

    private static final String RANGES = "select b.block, b.earliest, b.latest, t.first_time, t.last_time"
            + " from position_block b left join " + TIMES + " on t.block = b.block order by b.block";

    private static final String MISSING_RANGES = "select t.block from " + TIMES
            + " where not exists (select 1 from position_block b where b.block = t.block) order by t.block";

    private final Handle handle;
    private final Map<String, BitSet> loaded = new HashMap<>();
    private long loadedBlock = -1;

    SearchIndexCheck(Handle handle) {
        this.handle = handle;
    }

    /** The terms that the index has of a position. */
    Set<String> terms(long position) {
        long block = SearchColumns.block(position);
        if (block != loadedBlock) {
            loaded.clear();
            handle.createQuery(BLOCK)
                    .bind("block", block)
                    .map((row, context) -> add(text(row.getString(2), row.getInt(3)), row.getBytes(1)))
                    .list();
            loadOpen(block);
            loadedBlock = block;
        }
        Set<String> terms = new TreeSet<>();
        int place = SearchColumns.place(position);
        loaded.forEach((term, places) -> {
            if (places.get(place)) {
                terms.add(term);
            }
        });
        return terms;
    }

    private boolean add(String term, byte[] column) {
        loaded.computeIfAbsent(term, first -> new BitSet()).or(SearchColumns.positions(column));
        return true;
    }

    private void loadOpen(long block) {
        Map<Long, List<Integer>> rows = new TreeMap<>();
        handle.createQuery("select position, terms from open_position where position >= :low and position < :high")
                .bind("low", block * SearchColumns.BLOCK)
                .bind("high", (block + 1) * SearchColumns.BLOCK)
                .map((row, context) -> rows.put(row.getLong(1), SearchColumns.terms(row.getBytes(2))))
                .list();
        Set<Integer> numbers = new HashSet<>();
        rows.values().forEach(numbers::addAll);
        if (numbers.isEmpty()) {
            return;
        }
        Map<Integer, String> texts = new HashMap<>();
        handle.createQuery("select term, text from index_term where term in (<terms>)")
                .bindList("terms", List.copyOf(numbers))
                .map((row, context) -> texts.put(row.getInt(1), row.getString(2)))
                .list();
        rows.forEach((position, terms) ->
                terms.forEach(term -> loaded.computeIfAbsent(text(texts.get(term), term), first -> new BitSet())
                        .set(SearchColumns.place(position))));
    }

    private static String text(@Nullable String text, int term) {
        return text == null ? "the missing term " + term : text;
    }

    /** What is wrong with the index itself. */
    List<Discrepancy> discrepancies() {
        List<Discrepancy> found = new ArrayList<>();
        handle.createQuery("select distinct block from term_positions order by block")
                .mapTo(Long.class)
                .list()
                .forEach(block -> check(block, found));
        checkOpen(found);
        checkTimes(found);
        return found;
    }

    private void check(long block, List<Discrepancy> found) {
        String place = "search index, block " + block;
        BitSet all = new BitSet();
        handle
                .createQuery(BLOCK)
                .bind("block", block)
                .map((row, context) -> {
                    BitSet places = SearchColumns.positions(row.getBytes(1));
                    all.or(places);
                    return row.getString(2) != null
                            && !places.isEmpty()
                            && places.length() <= SearchColumns.BLOCK
                            && Arrays.equals(SearchColumns.positions(places), row.getBytes(1));
                })
                .list()
                .stream()
                .filter(right -> !right)
                .findFirst()
                .ifPresent(wrong -> found.add(
                        new Discrepancy(place, "the positions of one of its terms are not as Kentei writes them")));
        handle.createQuery("select position from assessment where position >= :low and position < :high")
                .bind("low", block * SearchColumns.BLOCK)
                .bind("high", (block + 1) * SearchColumns.BLOCK)
                .mapTo(Long.class)
                .forEach(position -> all.clear(SearchColumns.place(position)));
        if (!all.isEmpty()) {
            found.add(new Discrepancy(
                    place,
                    "it has position " + (block * SearchColumns.BLOCK + all.nextSetBit(0))
                            + ", where there is no assessment"));
        }
    }

    private void checkOpen(List<Discrepancy> found) {
        long completed = handle.createQuery("select coalesce(max(block), -1) from term_positions")
                .mapTo(Long.class)
                .one();
        handle.createQuery("select o.position, o.terms, a.position from open_position o"
                        + " left join assessment a on a.position = o.position order by o.position")
                .map((row, context) -> {
                    long position = row.getLong(1);
                    String place = "search index, position " + position;
                    if (row.getObject(3) == null) {
                        found.add(new Discrepancy(place, "there is no assessment"));
                    }
                    if (SearchColumns.block(position) <= completed) {
                        found.add(new Discrepancy(place, "its block is complete, so it should not be listed alone"));
                    }
                    if (!Arrays.equals(SearchColumns.terms(SearchColumns.terms(row.getBytes(2))), row.getBytes(2))) {
                        found.add(new Discrepancy(place, "its terms are not as Kentei writes them"));
                    }
                    return position;
                })
                .list();
    }

    private void checkTimes(List<Discrepancy> found) {
        handle.createQuery(MISSING_RANGES)
                .mapTo(Long.class)
                .forEach(block -> found.add(new Discrepancy("search index, block " + block, "its times are missing")));
        handle.createQuery(RANGES)
                .map((row, context) -> {
                    if (!isRight(row)) {
                        found.add(new Discrepancy(
                                "search index, block " + row.getLong("block"),
                                "its times are not those of its assessments"));
                    }
                    return true;
                })
                .list();
    }

    private static boolean isRight(ResultSet row) throws SQLException {
        Instant earliest = instant(row, "earliest");
        Instant latest = instant(row, "latest");
        Instant first = instant(row, "first_time");
        Instant last = instant(row, "last_time");
        return earliest != null
                && latest != null
                && first != null
                && last != null
                && isWithin(earliest, first)
                && isWithin(last, latest);
    }

    private static boolean isWithin(Instant before, Instant after) {
        Duration between = Duration.between(before, after);
        return !between.isNegative() && between.compareTo(SearchIndex.MARGIN) <= 0;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
