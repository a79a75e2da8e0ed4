package org.kentei.record.search;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.SearchColumns;
import org.kentei.record.encryption.CandidateKeys;

/**
 * Goes through the positions that a filter finds, newest first, block by block. For each condition it reads the set of
 * positions that have it, and intersects these sets. Numbers are in the statements themselves, so that the database plans
 * for these very numbers.
 */
final class PositionScan {

    /** So many blocks are read at first: a search often ends within them. */
    private static final int FIRST_BLOCKS = 8;

    private static final int GROWTH = 4;
    private static final int MOST_BLOCKS = 256;

    /** Up to so many positions are looked up one by one. */
    private static final int LISTED = 1000;

    /** More are looked for in ranges of so many blocks: H2 moves what a statement finds to the disk if it is much more. */
    private static final int BLOCKS_OF_A_RANGE = 8;

    /**
     * The positions that are found in a block.
     *
     * @param places their places in the block
     */
    record FoundBlock(long block, BitSet places) {

        int count() {
            return places.cardinality();
        }

        /** The positions, newest first, are added to a list until it has that size. */
        void addTo(List<Long> positions, int size) {
            for (int place = places.length() - 1;
                    place >= 0 && positions.size() < size;
                    place = places.previousSetBit(place - 1)) {
                positions.add(block * SearchColumns.BLOCK + place);
            }
        }
    }

    private final Handle handle;
    private final SearchFilter filter;
    private final SearchLimit limit;
    private final List<Integer> terms;
    private final @Nullable Long candidate;
    private final long before;
    private final Deque<FoundBlock> ready = new ArrayDeque<>();
    private long lowest;
    private long next = -1;
    private int blocks = FIRST_BLOCKS;

    private PositionScan(
            Handle handle,
            SearchFilter filter,
            SearchLimit limit,
            List<Integer> terms,
            @Nullable Long candidate,
            long before) {
        this.handle = handle;
        this.filter = filter;
        this.limit = limit;
        this.terms = terms;
        this.candidate = candidate;
        this.before = before;
    }

    /**
     * Begins a search.
     *
     * @param before the position before which it begins
     */
    static PositionScan begin(
            Handle handle, CandidateKeys candidates, SearchFilter filter, SearchLimit limit, long before) {
        PositionScan nothing = new PositionScan(handle, filter, limit, List.of(), null, before);
        Long candidate = null;
        if (filter.candidateId() != null) {
            candidate = candidates.find(handle, filter.candidateId()).orElse(null);
            if (candidate == null) {
                return nothing;
            }
        }
        List<String> texts = filter.terms().isEmpty()
                ? List.of(IndexTerm.ASSESSMENT.text())
                : filter.terms().stream().map(IndexTerm::text).distinct().toList();
        if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
            // no stored text has it, and PostgreSQL does not accept it
            return nothing;
        }
        List<Integer> terms = handle.createQuery("select term from index_term where text in (<texts>)")
                .bindList("texts", texts)
                .mapTo(Integer.class)
                .list();
        if (terms.size() < texts.size()) {
            return nothing;
        }
        PositionScan scan = new PositionScan(handle, filter, limit, terms, candidate, before);
        scan.findRange();
        return scan;
    }

    /** Finds the blocks to go through, and takes up those that are not complete. */
    private void findRange() {
        String condition = " where 1 = 1";
        if (filter.from() != null) {
            condition += " and latest >= :from";
        }
        if (filter.until() != null) {
            condition += " and earliest < :until";
        }
        // the open positions first: a block that is completed meanwhile is then in both, or not begun
        long firstOpen = handle.createQuery("select min(position) from open_position")
                .mapTo(Long.class)
                .findOne()
                .map(SearchColumns::block)
                .orElse(Long.MAX_VALUE);
        Map<Long, BitSet> open = before > firstOpen * SearchColumns.BLOCK ? open() : Map.of();
        long[] range = query("select min(block), max(block) from position_block" + condition)
                .map((row, context) -> new long[] {row.getLong(1), row.wasNull() ? -1 : row.getLong(2)})
                .one();
        if (range[1] >= 0) {
            lowest = range[0];
            next = Math.min(Math.min(range[1], firstOpen - 1), SearchColumns.block(before - 1));
            take(open);
        }
    }

    private Map<Long, BitSet> open() {
        Map<Long, BitSet> found = new HashMap<>();
        handle.createQuery("select position, terms from open_position where position < " + before)
                .setFetchSize(LISTED)
                .map((row, context) -> {
                    long position = row.getLong(1);
                    if (SearchColumns.terms(row.getBytes(2)).containsAll(terms)) {
                        found.computeIfAbsent(SearchColumns.block(position), first -> new BitSet())
                                .set(SearchColumns.place(position));
                    }
                    return position;
                })
                .forEach(position -> {});
        return found;
    }

    /** The next block with something in it; null at the end. */
    @Nullable
    FoundBlock next() {
        while (ready.isEmpty() && next >= lowest) {
            limit.check();
            long low = Math.max(lowest, next - blocks + 1);
            take(completed(low, next));
            next = low - 1;
            blocks = Math.min(blocks * GROWTH, MOST_BLOCKS);
        }
        return ready.poll();
    }

    /** The positions that have all terms. */
    private Map<Long, BitSet> completed(long low, long high) {
        Map<Long, BitSet> sets = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        String range = " and block >= " + low + " and block <= " + high;
        String statement = terms.stream()
                .map(term -> "select block, positions from term_positions where term = " + term + range)
                .collect(Collectors.joining(" union all "));
        handle.createQuery(statement)
                .map((row, context) -> {
                    BitSet places = SearchColumns.positions(row.getBytes(2));
                    sets.merge(row.getLong(1), places, (one, other) -> {
                        one.and(other);
                        return one;
                    });
                    return counts.merge(row.getLong(1), 1, Integer::sum);
                })
                .forEach(count -> {});
        sets.keySet().removeIf(block -> counts.getOrDefault(block, 0) < terms.size());
        return sets;
    }

    /** Takes up what the other conditions leave of these blocks. */
    private void take(Map<Long, BitSet> found) {
        NavigableMap<Long, BitSet> left = new TreeMap<>(found);
        if (before < Long.MAX_VALUE) {
            BitSet cut = left.get(SearchColumns.block(before));
            if (cut != null) {
                cut.clear(SearchColumns.place(before), SearchColumns.BLOCK);
            }
        }
        if (candidate != null) {
            keep(left, "select position from assessment where candidate = " + candidate, "position");
        }
        if (filter.latest()) {
            keep(left, "select latest from candidate where 1 = 1", "latest");
        }
        if (filter.from() != null || filter.until() != null) {
            keepTimes(left);
        }
        left.values().removeIf(BitSet::isEmpty);
        left.descendingMap().forEach((block, places) -> ready.add(new FoundBlock(block, places)));
    }

    /** Keeps of the positions those that a query finds. */
    private void keep(NavigableMap<Long, BitSet> sets, String query, String column) {
        sets.values().removeIf(BitSet::isEmpty);
        if (sets.isEmpty()) {
            return;
        }
        limit.check();
        String condition;
        if (sets.values().stream().mapToInt(BitSet::cardinality).sum() <= LISTED) {
            condition = " and " + column + " in ("
                    + sets.entrySet().stream()
                            .flatMap(entry -> entry.getValue().stream()
                                    .mapToObj(place -> String.valueOf(entry.getKey() * SearchColumns.BLOCK + place)))
                            .collect(Collectors.joining(","))
                    + ")";
        } else if (sets.size() > BLOCKS_OF_A_RANGE) {
            long middle =
                    sets.keySet().stream().skip(sets.size() / 2).findFirst().orElseThrow();
            keep(sets.tailMap(middle, true), query, column);
            keep(sets.headMap(middle, false), query, column);
            return;
        } else {
            condition = " and " + column + " >= " + sets.firstKey() * SearchColumns.BLOCK + " and " + column + " < "
                    + (sets.lastKey() + 1) * SearchColumns.BLOCK;
        }
        Map<Long, BitSet> kept = new HashMap<>();
        query(query + condition)
                .map((row, context) -> {
                    long position = row.getLong(1);
                    kept.computeIfAbsent(SearchColumns.block(position), first -> new BitSet())
                            .set(SearchColumns.place(position));
                    return position;
                })
                .forEach(position -> {});
        sets.forEach((block, places) -> places.and(kept.getOrDefault(block, new BitSet())));
    }

    /** Positions follow the time nearly. So only few blocks are neither wholly within the times nor wholly outside. */
    private void keepTimes(NavigableMap<Long, BitSet> sets) {
        NavigableMap<Long, BitSet> partly = new TreeMap<>(sets);
        String within = "";
        String at = "";
        if (filter.from() != null) {
            within += " and earliest >= :from";
            at += " and assessed_at >= :from";
        }
        if (filter.until() != null) {
            within += " and latest < :until";
            at += " and assessed_at < :until";
        }
        if (!sets.isEmpty()) {
            query("select block from position_block where block >= " + sets.firstKey() + " and block <= "
                            + sets.lastKey() + within)
                    .mapTo(Long.class)
                    .forEach(partly::remove);
        }
        for (Map.Entry<Long, BitSet> one : partly.entrySet()) {
            NavigableMap<Long, BitSet> block = new TreeMap<>(Map.of(one.getKey(), one.getValue()));
            keep(block, "select position from assessment where 1 = 1" + at, "position");
        }
    }

    /** A query with those of the filter's times that it names. */
    private Query query(String statement) {
        Query query = handle.createQuery(statement);
        bind(query, statement, "from", filter.from());
        bind(query, statement, "until", filter.until());
        return query;
    }

    private static void bind(Query query, String statement, String name, @Nullable Instant time) {
        if (time != null && statement.contains(":" + name)) {
            query.bindBySqlType(name, time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }
}
