package org.kentei.record.overview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.BatchInsert;

/** What one transaction adds to the figures of the overview, and takes from them. */
final class OverviewBatch {

    private final Handle handle;
    private final Map<CountKey, Long> counts = new LinkedHashMap<>();
    private final Map<Integer, Long> standings = new LinkedHashMap<>();
    private final Map<FieldStanding, Integer> numbers = new HashMap<>();
    private final Map<Long, CountedCandidate> changed = new LinkedHashMap<>();

    private record CountKey(String topic, String period, String item) {}

    /** Which assessment of a candidate is counted, and as what. */
    record CountedCandidate(long position, String revision, int certifiedLevel, List<Integer> standings) {}

    OverviewBatch(Handle handle) {
        this.handle = handle;
    }

    void count(OverviewTopic topic, String period, String item) {
        counts.merge(new CountKey(topic.code(), period, item), 1L, Long::sum);
    }

    /**
     * Counts a verdict as its candidate's latest one.
     *
     * @param earlier the one that was counted before; null if there was none
     */
    void candidate(
            long candidate,
            long position,
            String revision,
            CountedVerdict verdict,
            @Nullable CountedCandidate earlier) {
        CountedCandidate before = changed.getOrDefault(candidate, earlier);
        if (before != null) {
            before.standings().forEach(standing -> standings.merge(standing, -1L, Long::sum));
            compare(position, revision, verdict.certifiedLevel(), before);
        }
        List<Integer> now = verdict.standings().stream().map(this::number).toList();
        now.forEach(standing -> standings.merge(standing, 1L, Long::sum));
        changed.put(candidate, new CountedCandidate(position, revision, verdict.certifiedLevel(), now));
    }

    private void compare(long position, String revision, int level, CountedCandidate before) {
        if (before.revision().equals(revision) || before.certifiedLevel() == level) {
            return;
        }
        count(level > before.certifiedLevel() ? OverviewTopic.ROSE : OverviewTopic.FELL, revision, "");
        handle.createUpdate("insert into overview_change (position, earlier_position, ruleset_revision, earlier_level,"
                        + " certified_level) values (:position, :earlier, :revision, :earlierLevel, :level)")
                .bind("position", position)
                .bind("earlier", before.position())
                .bind("revision", revision)
                .bind("earlierLevel", before.certifiedLevel())
                .bind("level", level)
                .execute();
    }

    /** Takes the candidates away whose counted assessments were erased. */
    void erased(List<Long> positions) {
        // two statements, since for both conditions H2 reads the whole table
        for (String column : List.of("position", "earlier_position")) {
            handle.createUpdate("delete from overview_change where " + column + " in (<positions>)")
                    .bindList("positions", positions)
                    .execute();
        }
        handle.createQuery("select standings from overview_candidate where position in (<positions>)")
                .bindList("positions", positions)
                .mapTo(String.class)
                .forEach(list -> parse(list).forEach(standing -> standings.merge(standing, -1L, Long::sum)));
        handle.createUpdate("delete from overview_candidate where position in (<positions>)")
                .bindList("positions", positions)
                .execute();
    }

    void event(long index, EventKind kind) {
        handle.createUpdate("insert into overview_event (entry_index, kind) values (:index, :kind)")
                .bind("index", index)
                .bind("kind", kind.code())
                .execute();
    }

    /** The numbers of standings, as a row has them. */
    static List<Integer> parse(String list) {
        return Stream.of(list.split(","))
                .filter(one -> !one.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private int number(FieldStanding standing) {
        return numbers.computeIfAbsent(standing, this::find);
    }

    /** The transaction has locked the figures, so no other takes the same number. */
    private int find(FieldStanding standing) {
        String unmet = String.join(",", standing.unmet());
        Integer known = handle.createQuery("select standing from overview_standing where specialty_field = :field"
                        + " and certified_level = :level and next_sheet = :sheet and unmet = :unmet")
                .bind("field", standing.specialtyField())
                .bind("level", standing.certifiedLevel())
                .bind("sheet", standing.nextSheet())
                .bind("unmet", unmet)
                .mapTo(Integer.class)
                .findOne()
                .orElse(null);
        if (known != null) {
            return known;
        }
        int number = handle.createQuery("select coalesce(max(standing), 0) + 1 from overview_standing")
                .mapTo(Integer.class)
                .one();
        handle.createUpdate(
                        "insert into overview_standing (standing, specialty_field, certified_level, next_sheet, unmet,"
                                + " candidates) values (:number, :field, :level, :sheet, :unmet, 0)")
                .bind("number", number)
                .bind("field", standing.specialtyField())
                .bind("level", standing.certifiedLevel())
                .bind("sheet", standing.nextSheet())
                .bind("unmet", unmet)
                .execute();
        return number;
    }

    /** Writes the figures; to be called last. */
    void write() {
        BatchInsert differences = new BatchInsert(
                "update overview_standing set candidates = candidates + :difference where standing = :standing");
        standings.forEach((standing, difference) -> {
            if (difference != 0) {
                differences.add(row -> row.bind("difference", difference).bind("standing", standing));
            }
        });
        differences.execute(handle);
        writeCounts();
        if (!changed.isEmpty()) {
            handle.createUpdate("delete from overview_candidate where candidate in (<candidates>)")
                    .bindList("candidates", List.copyOf(changed.keySet()))
                    .execute();
            BatchInsert rows = new BatchInsert("insert into overview_candidate (candidate, position, certified_level,"
                    + " standings) values (:candidate, :position, :level, :standings)");
            List<Map.Entry<Long, CountedCandidate>> inOrder = new ArrayList<>(changed.entrySet());
            inOrder.forEach(one -> rows.add(row -> row.bind("candidate", one.getKey())
                    .bind("position", one.getValue().position())
                    .bind("level", one.getValue().certifiedLevel())
                    .bind(
                            "standings",
                            one.getValue().standings().stream()
                                    .map(Objects::toString)
                                    .collect(Collectors.joining(",")))));
            rows.execute(handle);
        }
    }

    private void writeCounts() {
        if (counts.isEmpty()) {
            return;
        }
        List<CountKey> keys = List.copyOf(counts.keySet());
        int[] updated;
        try (PreparedBatch amounts = handle.prepareBatch("update overview_count set amount = amount + :amount"
                + " where topic = :topic and period = :period and item = :item")) {
            keys.forEach(key -> {
                bind(amounts, key);
                amounts.add();
            });
            updated = amounts.execute();
        }
        BatchInsert rows = new BatchInsert(
                "insert into overview_count (topic, period, item, amount) values (:topic, :period, :item, :amount)");
        for (int place = 0; place < updated.length; place++) {
            CountKey key = keys.get(place);
            if (updated[place] == 0) {
                rows.add(row -> bind(row, key));
            }
        }
        rows.execute(handle);
    }

    private void bind(SqlStatement<?> row, CountKey key) {
        row.bind("amount", counts.get(key))
                .bind("topic", key.topic())
                .bind("period", key.period())
                .bind("item", key.item());
    }
}
