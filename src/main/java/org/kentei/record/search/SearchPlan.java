package org.kentei.record.search;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.kentei.record.encryption.CandidateKeys;

/**
 * A search with its words looked up: conditions on the columns of an index, within a range of positions. Numbers are in
 * the statement itself, so that the database plans for these very numbers.
 */
public final class SearchPlan {

    /** Each window has this many times the positions of the one before. */
    private static final long GROWTH = 8;

    /**
     * The measures of a search.
     *
     * @param firstWindow how many positions are looked through at first where several ways lead to what is sought
     * @param listedOutcomes how many outcomes are listed in the statement; more are left to the database to join
     */
    public record PlanLimits(long firstWindow, int listedOutcomes) {

        public static final PlanLimits USUAL = new PlanLimits(4096, 1000);
    }

    /**
     * A range of positions.
     *
     * @param low the first one
     * @param high the one after the last
     */
    public record Window(long low, long high) {}

    private final PlanLimits measures;
    private final SearchFilter filter;
    private final String conditions;
    private final boolean windows;
    private final long lowest;
    private final long end;

    private SearchPlan(
            PlanLimits measures, SearchFilter filter, String conditions, boolean windows, long lowest, long end) {
        this.measures = measures;
        this.filter = filter;
        this.conditions = conditions;
        this.windows = windows;
        this.lowest = lowest;
        this.end = end;
    }

    /** Looks up what a filter names; empty if there can be nothing that it finds. */
    public static Optional<SearchPlan> of(
            Handle handle, CandidateKeys candidates, PlanLimits measures, SearchFilter filter) {
        StringBuilder conditions = new StringBuilder();
        String candidateId = filter.candidateId();
        boolean ofCandidate = candidateId != null;
        if (candidateId != null) {
            Optional<Long> candidate = candidates.find(handle, candidateId);
            if (candidate.isEmpty()) {
                return Optional.empty();
            }
            conditions.append(" and candidate = ").append(candidate.get());
        }
        Map<String, Integer> numbers = numbers(handle, filter);
        if (numbers.containsValue(null)) {
            return Optional.empty();
        }
        long lowest = 0;
        long end = Long.MAX_VALUE;
        if (filter.client() != null) {
            String ofClient =
                    "client = " + numbers.get(IndexTerm.client(filter.client()).text());
            conditions.append(" and ").append(ofClient);
            end = Math.min(end, outermost(handle, ofClient, "desc") + 1);
        }
        if (filter.rulesetRevision() != null) {
            // a revision decides for a while: where that was long ago, everything newer need not be looked through
            String ofRuleset = "ruleset = "
                    + numbers.get(IndexTerm.ruleset(filter.rulesetRevision()).text());
            conditions.append(" and ").append(ofRuleset);
            lowest = Math.max(lowest, outermost(handle, ofRuleset, "asc"));
            end = Math.min(end, outermost(handle, ofRuleset, "desc") + 1);
        }
        if (!filter.words().isEmpty()) {
            String outcomes = outcomes(filter.words().stream()
                    .map(word -> numbers.get(word.text()))
                    .distinct()
                    .toList());
            List<Integer> some = handle.createQuery(outcomes + " limit " + (measures.listedOutcomes() + 1))
                    .mapTo(Integer.class)
                    .list();
            if (some.isEmpty()) {
                return Optional.empty();
            }
            String listed = some.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
            conditions
                    .append(" and outcome in (")
                    .append(some.size() > measures.listedOutcomes() ? outcomes : listed)
                    .append(')');
        }
        if (filter.from() != null || filter.until() != null) {
            StringBuilder overlapping = new StringBuilder("select min(stretch), max(stretch) from stretch where 1 = 1");
            if (filter.from() != null) {
                overlapping.append(" and latest >= :from");
                conditions.append(" and assessed_at >= :from");
            }
            if (filter.until() != null) {
                overlapping.append(" and earliest < :until");
                conditions.append(" and assessed_at < :until");
            }
            long[] stretches = bindTimes(handle.createQuery(overlapping.toString()), filter)
                    .map((row, context) -> new long[] {row.getLong(1), row.wasNull() ? -1 : row.getLong(2)})
                    .one();
            if (stretches[1] < 0) {
                return Optional.empty();
            }
            lowest = Math.max(lowest, stretches[0] * SearchIndex.RANGE);
            end = Math.min(end, (stretches[1] + 1) * SearchIndex.RANGE);
        }
        // a single condition has an index in the right order; where several meet, no index alone is sure to be a good
        // way
        boolean severalWays = !filter.words().isEmpty() || filter.client() != null && filter.rulesetRevision() != null;
        return Optional.of(
                new SearchPlan(measures, filter, conditions.toString(), severalWays && !ofCandidate, lowest, end));
    }

    private static Map<String, @Nullable Integer> numbers(Handle handle, SearchFilter filter) {
        Map<String, @Nullable Integer> numbers = new TreeMap<>();
        filter.words().forEach(word -> numbers.put(word.text(), null));
        if (filter.client() != null) {
            numbers.put(IndexTerm.client(filter.client()).text(), null);
        }
        if (filter.rulesetRevision() != null) {
            numbers.put(IndexTerm.ruleset(filter.rulesetRevision()).text(), null);
        }
        // no stored text has it, and PostgreSQL does not accept it
        if (!numbers.isEmpty() && numbers.keySet().stream().noneMatch(text -> text.indexOf('\0') >= 0)) {
            handle.createQuery("select word, text from word where text in (<texts>)")
                    .bindList("texts", List.copyOf(numbers.keySet()))
                    .map((row, context) -> numbers.put(row.getString(2), row.getInt(1)))
                    .list();
        }
        return numbers;
    }

    private static long outermost(Handle handle, String condition, String direction) {
        String column = condition.substring(0, condition.indexOf(' '));
        return handle.createQuery("select position from assessment where " + condition + " order by " + column + " "
                        + direction + ", position " + direction + " limit 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static String outcomes(List<Integer> words) {
        return words.stream()
                .map(word ->
                        "select o.outcome from word_of_part w join part_of_outcome o on o.part = w.part where w.word = "
                                + word)
                .collect(Collectors.joining(" intersect "));
    }

    /**
     * The positions of what is found, newest first.
     *
     * @param before the position before which it begins
     * @param most how many at most
     */
    List<Long> positions(Handle handle, long before, int most) {
        List<Long> found = new ArrayList<>();
        for (Window window : windows(handle, before)) {
            Query query = bound(handle.createQuery(statement(window, most - found.size())));
            found.addAll(query.mapTo(Long.class).list());
            if (found.size() == most) {
                break;
            }
        }
        return found;
    }

    /** The windows to look through one after the other, until enough is found. */
    public List<Window> windows(Handle handle, long before) {
        List<Window> inTurn = new ArrayList<>();
        long high = Math.min(Math.min(before, end), newest(handle) + 1);
        for (long size = measures.firstWindow(); high > lowest; size *= GROWTH) {
            long low = windows ? Math.max(lowest, high - size) : lowest;
            inTurn.add(new Window(low, high));
            high = low;
        }
        return inTurn;
    }

    /** One window's statement. */
    public String statement(Window window, int most) {
        return "select position from assessment where position >= " + window.low() + " and position < " + window.high()
                + conditions + " order by position desc limit " + most;
    }

    /** A statement with the filter's times in it. */
    public Query bound(Query query) {
        return bindTimes(query, filter);
    }

    private static long newest(Handle handle) {
        return handle.createQuery("select coalesce(max(position), 0) from assessment")
                .mapTo(Long.class)
                .one();
    }

    private static Query bindTimes(Query query, SearchFilter filter) {
        if (filter.from() != null) {
            bind(query, "from", filter.from());
        }
        if (filter.until() != null) {
            bind(query, "until", filter.until());
        }
        return query;
    }

    private static void bind(Query query, String name, Instant time) {
        query.bindBySqlType(name, time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
