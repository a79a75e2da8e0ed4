package org.kentei.record.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.verify.Discrepancy;
import org.kentei.record.search.SearchIndex;
import org.kentei.record.search.VerdictOutcome.OutcomePart;

/**
 * Compares the tables of the search index with each other: an outcome has the digest of its parts, a part that of its terms,
 * and ranges of positions contain the times of their assessments. {@link IndexTermCheck} compares the digest of an outcome
 * with the documents of each assessment. Together they make the whole index again.
 */
final class SearchIndexCheck {

    private static final int FETCH_SIZE = 1000;

    private static final String PARTS = """
        select p.part, p.digest, w.text from outcome_part p left join word_of_part x on x.part = p.part
               left join word w on w.word = x.word
        order by p.part\
        """;

    private static final String OUTCOMES = """
        select o.outcome, o.digest, p.digest from outcome o left join part_of_outcome x on x.outcome = o.outcome
               left join outcome_part p on p.part = x.part
        order by o.outcome\
        """;

    private static final String UNUSED_TERMS = """
        select word from word w where not exists (select 1 from word_of_part x where x.word = w.word)
               and not exists (select 1 from assessment a where a.client = w.word)
               and not exists (select 1 from assessment a where a.ruleset = w.word)
        order by word\
        """;

    private static final String UNUSED_PARTS = """
        select part from outcome_part p where not exists (select 1 from part_of_outcome x where x.part = p.part)
        order by part\
        """;

    private static final String LOST_TERMS = """
        select part from word_of_part x where not exists (select 1 from word w where w.word = x.word)
            or not exists (select 1 from outcome_part p where p.part = x.part)
        order by part\
        """;

    private static final String LOST_PARTS = """
        select outcome from part_of_outcome x where not exists (select 1 from outcome_part p where p.part = x.part)
            or not exists (select 1 from outcome o where o.outcome = x.outcome)
        order by outcome\
        """;

    private static final String TIMES = "(select position / " + SearchIndex.RANGE + " as stretch,"
            + " min(assessed_at) as first_time, max(assessed_at) as last_time from assessment where ruleset is not null"
            + " group by position / " + SearchIndex.RANGE + ") t";

    private static final String RANGES = "select s.stretch, s.earliest, s.latest, t.first_time, t.last_time"
            + " from stretch s left join " + TIMES + " on t.stretch = s.stretch order by s.stretch";

    private static final String MISSING_RANGES = "select t.stretch from " + TIMES
            + " where not exists (select 1 from stretch s where s.stretch = t.stretch) order by t.stretch";

    private final Handle handle;
    private final List<Discrepancy> found = new ArrayList<>();

    private SearchIndexCheck(Handle handle) {
        this.handle = handle;
    }

    static List<Discrepancy> discrepancies(Handle handle) {
        SearchIndexCheck check = new SearchIndexCheck(handle);
        check.compare(
                PARTS,
                row -> row.getString(3),
                terms -> new OutcomePart(new TreeSet<>(terms)).digest(),
                "search index, part of an outcome ",
                "its digest is not that of its terms");
        check.compare(
                OUTCOMES,
                row -> row.getBytes(3),
                SearchIndexCheck::ofParts,
                "search index, outcome ",
                "its digest is not that of its parts");
        check.list(UNUSED_TERMS, "index term ", "no assessment and no part of an outcome has it");
        check.list(UNUSED_PARTS, "part of an outcome ", "no outcome has it");
        check.list(LOST_TERMS, "part of an outcome ", "it or one of its terms is missing");
        check.list(LOST_PARTS, "outcome ", "it or one of its parts is missing");
        check.list(MISSING_RANGES, "range of positions ", "it is missing");
        check.ranges();
        return check.found;
    }

    private void list(String query, String place, String fault) {
        handle.createQuery(query)
                .mapTo(Long.class)
                .forEach(number -> found.add(new Discrepancy("search index, " + place + number, fault)));
    }

    private interface Member<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    /** Compares the digests of groups, whose rows follow each other, with the digests of their members. */
    private <T> void compare(
            String query, Member<T> member, Function<List<T>, byte[]> digest, String place, String fault) {
        List<T> members = new ArrayList<>();
        AtomicReference<@Nullable Group> group = new AtomicReference<>();
        Runnable end = () -> {
            Group ended = group.get();
            if (ended != null && !Arrays.equals(ended.digest(), digest.apply(members))) {
                found.add(new Discrepancy(place + ended.number(), fault));
            }
            members.clear();
        };
        handle.createQuery(query)
                .setFetchSize(FETCH_SIZE)
                .map((row, context) -> {
                    Group before = group.get();
                    if (before == null || before.number() != row.getLong(1)) {
                        end.run();
                        group.set(new Group(row.getLong(1), row.getBytes(2)));
                    }
                    T read = member.read(row);
                    return read != null && members.add(read);
                })
                .forEach(added -> {});
        end.run();
    }

    private record Group(long number, byte[] digest) {}

    private static byte[] ofParts(List<byte[]> digests) {
        return Hash.of(digests.stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new))
                .bytes();
    }

    private void ranges() {
        handle.createQuery(RANGES)
                .map((row, context) -> {
                    Instant earliest = instant(row.getObject("earliest", OffsetDateTime.class));
                    Instant latest = instant(row.getObject("latest", OffsetDateTime.class));
                    Instant first = instant(row.getObject("first_time", OffsetDateTime.class));
                    Instant last = instant(row.getObject("last_time", OffsetDateTime.class));
                    boolean right = earliest != null
                            && latest != null
                            && first != null
                            && last != null
                            && isWithin(earliest, first)
                            && isWithin(last, latest);
                    if (!right) {
                        found.add(new Discrepancy(
                                "search index, range of positions " + row.getLong("stretch"),
                                "its times are not those of its assessments"));
                    }
                    return right;
                })
                .list();
    }

    private static boolean isWithin(Instant before, Instant after) {
        Duration between = Duration.between(before, after);
        return !between.isNegative() && between.compareTo(SearchIndex.MARGIN) <= 0;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
