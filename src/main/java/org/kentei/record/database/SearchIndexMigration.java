package org.kentei.record.database;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.api.migration.Context;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Moves the search index of earlier versions, which had the terms of an assessment in outcomes and their parts, to sets of
 * positions. SQL that two databases understand alike cannot write such sets.
 */
final class SearchIndexMigration extends TableMigration {

    private static final String TERMS_OF_OUTCOME = """
        select w.word, w.text from part_of_outcome o join word_of_part p on p.part = o.part join word w on w.word = p.word
        where o.outcome = :outcome order by w.text\
        """;

    private static final String ROWS = "select position, outcome, client, ruleset from assessment"
            + " where position >= :low and position < :high order by position";

    private record OldRow(
            long position,
            @Nullable Integer outcome,
            @Nullable Integer client,
            @Nullable Integer ruleset) {}

    SearchIndexMigration() {
        super("9.1", "fill search by positions");
    }

    @Override
    public void migrate(Context context) {
        try (Handle handle = Jdbi.create(context.getConnection()).open()) {
            new Move(handle).all();
        }
    }

    private static final class Move {

        private static final int REMEMBERED = 10_000;

        private final Handle handle;
        private final int everyAssessment;
        private final Map<Integer, Set<Integer>> termsOfOutcomes = new HashMap<>();

        Move(Handle handle) {
            this.handle = handle;
            this.everyAssessment = handle.createQuery("select term from index_term where text = 'assessment'")
                    .mapTo(Integer.class)
                    .one();
        }

        void all() {
            // another attempt may have ended in the middle
            handle.execute("delete from term_positions");
            handle.execute("delete from open_position");
            long newest = handle.createQuery("select coalesce(max(position), -1) from assessment")
                    .mapTo(Long.class)
                    .one();
            for (long block = 0; block <= SearchColumns.block(newest); block++) {
                move(block, block == SearchColumns.block(newest));
            }
        }

        private void move(long block, boolean open) {
            List<OldRow> rows = handle.createQuery(ROWS)
                    .bind("low", block * SearchColumns.BLOCK)
                    .bind("high", (block + 1) * SearchColumns.BLOCK)
                    .map((row, context) -> new OldRow(
                            row.getLong(1),
                            row.getObject(2, Integer.class),
                            row.getObject(3, Integer.class),
                            row.getObject(4, Integer.class)))
                    .list();
            BatchInsert openRows =
                    new BatchInsert("insert into open_position (position, terms) values (:position, :terms)");
            Map<Integer, BitSet> sets = new TreeMap<>();
            for (OldRow row : rows) {
                if (termsOfOutcomes.size() > REMEMBERED) {
                    termsOfOutcomes.clear();
                }
                Set<Integer> terms = terms(row);
                if (open) {
                    openRows.add(values ->
                            values.bind("position", row.position()).bind("terms", SearchColumns.terms(terms)));
                } else {
                    terms.forEach(term ->
                            sets.computeIfAbsent(term, first -> new BitSet()).set(SearchColumns.place(row.position())));
                }
            }
            openRows.execute(handle);
            BatchInsert closedRows = new BatchInsert(
                    "insert into term_positions (term, block, positions) values (:term, :block, :positions)");
            sets.forEach((term, places) -> closedRows.add(values ->
                    values.bind("term", term).bind("block", block).bind("positions", SearchColumns.positions(places))));
            closedRows.execute(handle);
        }

        private Set<Integer> terms(OldRow row) {
            Set<Integer> terms = new LinkedHashSet<>();
            terms.add(everyAssessment);
            if (row.outcome() != null) {
                terms.addAll(termsOfOutcomes.computeIfAbsent(row.outcome(), this::moveOutcome));
            }
            if (row.client() != null) {
                terms.add(row.client());
            }
            if (row.ruleset() != null) {
                terms.add(row.ruleset());
            }
            return terms;
        }

        /** Returns the terms of an outcome, and gives its assessments the term with the level of each field. */
        private Set<Integer> moveOutcome(int outcome) {
            Map<String, Integer> terms = new TreeMap<>();
            handle.createQuery(TERMS_OF_OUTCOME)
                    .bind("outcome", outcome)
                    .map((row, context) -> terms.put(row.getString(2), row.getInt(1)))
                    .list();
            StringBuilder levels = new StringBuilder("levels:");
            terms.keySet().stream()
                    .filter(text -> text.startsWith("level:") && !text.endsWith("=NONE"))
                    .forEach(text -> levels.append(levels.length() > "levels:".length() ? "," : "")
                            .append(text.substring("level:".length())));
            handle.createUpdate(
                            "update assessment set levels = :levels where outcome = :outcome" + " and levels is null")
                    .bind("levels", numberOf(levels.toString()))
                    .bind("outcome", outcome)
                    .execute();
            return Set.copyOf(terms.values());
        }

        private int numberOf(String text) {
            return handle.createQuery("select term from index_term where text = :text")
                    .bind("text", text)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElseGet(() -> {
                        handle.createUpdate("insert into index_term (term, text)"
                                        + " select max(term) + 1, cast(:text as varchar) from index_term")
                                .bind("text", text)
                                .execute();
                        return numberOf(text);
                    });
        }
    }
}
