package org.kentei.record.search;

import java.nio.ByteBuffer;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.BatchInsert;

/**
 * Writes what assessments are found by. What it once wrote or read it remembers, for such rows never change; so an
 * assessment of a known outcome, client and ruleset costs no statement of its own. Not for several threads at once.
 */
public final class SearchIndex {

    /** How many positions a range has. */
    public static final int RANGE = 1024;

    private static final int REMEMBERED = 100_000;

    /** A range has a little more time at its ends than its assessments need, so that not every transaction widens it. */
    public static final Duration MARGIN = Duration.ofSeconds(10);

    private final Map<String, Integer> words = new LeastRecentlyUsed<>();
    private final Map<ByteBuffer, Integer> outcomes = new LeastRecentlyUsed<>();
    private final Map<Long, TimeRange> stretches = new LeastRecentlyUsed<>();
    private long seenSize;

    private static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {

        private LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

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
     * What an assessment is found by.
     *
     * @param client the client's name; null if it gave none
     * @param outcomeDigest the digest of the outcome; null for {@link VerdictOutcome#UNKNOWN}
     */
    public record IndexedAssessment(
            Instant assessedAt,
            @Nullable String client,
            String rulesetRevision,
            VerdictOutcome outcome,
            byte @Nullable [] outcomeDigest) {}

    /** The columns of the index in an assessment's row. */
    public record Columns(
            @Nullable Integer outcome, @Nullable Integer client, int ruleset) {}

    /** What is written in one transaction, and forgotten with it if it fails. */
    public final class Additions {

        private final Handle handle;
        private final Map<String, Integer> newWords = new HashMap<>();
        private final Map<ByteBuffer, Integer> newOutcomes = new HashMap<>();
        private final Map<Long, TimeRange> newStretches = new TreeMap<>();
        private long newSize;

        private Additions(Handle handle) {
            this.handle = handle;
        }

        /** Adds what an assessment at a position is found by, and returns what its row holds of it. */
        public Columns columns(IndexedAssessment assessment, long position) {
            see(position, assessment.assessedAt());
            newSize = position + 1;
            String client = assessment.client();
            byte[] digest = assessment.outcomeDigest();
            return new Columns(
                    digest == null ? null : outcome(ByteBuffer.wrap(digest), assessment.outcome()),
                    client == null ? null : word(IndexTerm.client(client).text()),
                    word(IndexTerm.ruleset(assessment.rulesetRevision()).text()));
        }

        private int word(String text) {
            Integer known = words.get(text);
            return known != null
                    ? known
                    : Objects.requireNonNull(words(Set.of(text)).get(text));
        }

        private Map<String, Integer> words(Collection<String> texts) {
            Map<String, Integer> found = new HashMap<>();
            Set<String> unknown = new LinkedHashSet<>();
            for (String text : texts) {
                Integer known = words.getOrDefault(text, newWords.get(text));
                if (known == null) {
                    unknown.add(text);
                } else {
                    found.put(text, known);
                }
            }
            if (unknown.isEmpty()) {
                return found;
            }
            handle.createQuery("select word, text from word where text in (<texts>)")
                    .bindList("texts", List.copyOf(unknown))
                    .map((row, context) -> newWords.put(row.getString(2), row.getInt(1)))
                    .list();
            BatchInsert rows = new BatchInsert("insert into word (word, text) values (:number, :text)");
            int next = newWords.keySet().containsAll(unknown) ? 0 : next("word", "word");
            for (String text : unknown) {
                if (!newWords.containsKey(text)) {
                    int number = next++;
                    rows.add(row -> row.bind("number", number).bind("text", text));
                    newWords.put(text, number);
                }
                found.put(text, newWords.get(text));
            }
            rows.execute(handle);
            return found;
        }

        private int outcome(ByteBuffer digest, VerdictOutcome outcome) {
            Integer known = outcomes.getOrDefault(digest, newOutcomes.get(digest));
            if (known == null) {
                known = find("outcome", "outcome", digest.array());
                if (known == null) {
                    known = next("outcome", "outcome");
                    insert("outcome", "outcome", known, digest.array());
                    Set<Integer> parts = new TreeSet<>();
                    outcome.parts().forEach(part -> parts.add(part(part)));
                    BatchInsert rows =
                            new BatchInsert("insert into part_of_outcome (part, outcome) values (:part, :outcome)");
                    int number = known;
                    parts.forEach(part -> rows.add(row -> row.bind("part", part).bind("outcome", number)));
                    rows.execute(handle);
                }
                newOutcomes.put(digest, known);
            }
            return known;
        }

        private int part(VerdictOutcome.OutcomePart part) {
            byte[] digest = part.digest();
            Integer known = find("outcome_part", "part", digest);
            if (known != null) {
                return known;
            }
            int number = next("outcome_part", "part");
            insert("outcome_part", "part", number, digest);
            BatchInsert rows = new BatchInsert("insert into word_of_part (word, part) values (:word, :part)");
            words(part.words()).values().stream()
                    .sorted()
                    .forEach(word -> rows.add(row -> row.bind("word", word).bind("part", number)));
            rows.execute(handle);
            return number;
        }

        private @Nullable Integer find(String table, String column, byte[] digest) {
            return handle.createQuery("select " + column + " from " + table + " where digest = :digest")
                    .bind("digest", digest)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElse(null);
        }

        private void insert(String table, String column, int number, byte[] digest) {
            handle.createUpdate("insert into " + table + " (" + column + ", digest) values (:number, :digest)")
                    .bind("number", number)
                    .bind("digest", digest)
                    .execute();
        }

        /** The transaction has locked the log, so no other takes the same number. */
        private int next(String table, String column) {
            return handle.createQuery("select coalesce(max(" + column + "), 0) + 1 from " + table)
                    .mapTo(Integer.class)
                    .one();
        }

        private void see(long position, Instant time) {
            long stretch = position / RANGE;
            TimeRange times = newStretches.getOrDefault(stretch, stretches.get(stretch));
            if (times == null) {
                newStretches.put(stretch, new TimeRange(time, time.plus(MARGIN)));
            } else if (!times.hold(time)) {
                newStretches.put(stretch, times.with(time));
            }
        }

        /** Writes what is left to write; to be called last. */
        public void write() {
            List<Long> missing = new ArrayList<>();
            newStretches.forEach((stretch, times) -> {
                if (execute(
                                "update stretch set earliest = least(earliest, :earliest),"
                                        + " latest = greatest(latest, :latest) where stretch = :stretch",
                                stretch,
                                times)
                        == 0) {
                    missing.add(stretch);
                }
            });
            missing.forEach(stretch -> execute(
                    "insert into stretch (stretch, earliest, latest)" + " values (:stretch, :earliest, :latest)",
                    stretch,
                    Objects.requireNonNull(newStretches.get(stretch))));
        }

        private int execute(String statement, long stretch, TimeRange times) {
            return handle.createUpdate(statement)
                    .bind("stretch", stretch)
                    .bindBySqlType("earliest", times.earliest().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                    .bindBySqlType("latest", times.latest().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                    .execute();
        }

        /** To be called once the transaction is committed. */
        public void committed() {
            words.putAll(newWords);
            outcomes.putAll(newOutcomes);
            stretches.putAll(newStretches);
            seenSize = newSize;
        }
    }

    /**
     * Begins to write within a transaction that has locked the log.
     *
     * @param size how many entries the log has
     */
    public Additions additions(Handle handle, long size) {
        if (size < seenSize) {
            // the database was put back to an earlier state: what is remembered may not be there
            words.clear();
            outcomes.clear();
            stretches.clear();
        }
        return new Additions(handle);
    }
}
