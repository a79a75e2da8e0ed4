package org.kentei.record.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.RecordLog;

/** Reads the figures of the overview. They cost the same however many assessments there are. */
@ApplicationScoped
public class Overview {

    private static final String CHANGES = """
        select o.position, a.assessment_id, e.assessment_id as earlier_id, o.earlier_level, o.certified_level, c.candidate,
               c.data_key, c.sealed_id
        from overview_change o join assessment a on a.position = o.position
             join assessment e on e.position = o.earlier_position join candidate c on c.candidate = a.candidate
        where o.ruleset_revision = :revision and o.position < :before
        order by o.position desc limit :most\
        """;

    private final RecordLog log;
    private final CandidateKeys candidates;

    public Overview(RecordLog log, CandidateKeys candidates) {
        this.log = log;
        this.candidates = candidates;
    }

    /**
     * The figures over all candidates.
     *
     * @param counted how many entries of the log are counted
     * @param size how many entries the log has
     * @param days how many assessments were made on each day, by certified level, with 0 for none
     * @param revisions the figures of each revision that decided
     */
    public record Figures(
            long counted,
            long size,
            List<CandidatesInStanding> standings,
            SortedMap<LocalDate, SortedMap<Integer, Long>> days,
            Map<String, RevisionFigures> revisions) {}

    /** How many candidates are in the same state in a field. */
    public record CandidatesInStanding(FieldStanding standing, long candidates) {}

    /**
     * The figures of a revision.
     *
     * @param levels how many assessments it decided, by certified level, with 0 for none
     * @param rose how many candidates' level was higher with their first assessment by it than before
     * @param fell how many candidates' level was lower with their first assessment by it than before
     */
    public record RevisionFigures(SortedMap<Integer, Long> levels, long rose, long fell) {

        /** How many assessments it decided. */
        public long assessments() {
            return levels.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A candidate whose level changed with the first assessment by another revision.
     *
     * @param earlierLevel 0 for none
     * @param certifiedLevel 0 for none
     */
    public record LevelChange(
            long position,
            UUID assessmentId,
            UUID earlierAssessmentId,
            String candidateId,
            int earlierLevel,
            int certifiedLevel) {}

    private record Count(String topic, String period, String item, long amount) {}

    /** The figures over all candidates. */
    public Figures figures() {
        return log.read(handle -> {
            SortedMap<LocalDate, SortedMap<Integer, Long>> days = new TreeMap<>();
            Map<String, RevisionFigures> revisions = new TreeMap<>();
            counts(handle).forEach(count -> {
                if (count.topic().equals(OverviewTopic.DAY.code())) {
                    days.computeIfAbsent(LocalDate.parse(count.period()), day -> new TreeMap<>())
                            .put(Integer.valueOf(count.item()), count.amount());
                } else {
                    revisions.merge(count.period(), of(count), Overview::together);
                }
            });
            return new Figures(
                    number(handle, "select next_entry from overview_state"),
                    number(handle, "select size from log_state"),
                    standings(handle),
                    days,
                    revisions);
        });
    }

    private static RevisionFigures of(Count count) {
        SortedMap<Integer, Long> levels = new TreeMap<>();
        if (count.topic().equals(OverviewTopic.LEVEL.code())) {
            levels.put(Integer.valueOf(count.item()), count.amount());
        }
        return new RevisionFigures(
                levels,
                count.topic().equals(OverviewTopic.ROSE.code()) ? count.amount() : 0,
                count.topic().equals(OverviewTopic.FELL.code()) ? count.amount() : 0);
    }

    private static RevisionFigures together(RevisionFigures one, RevisionFigures other) {
        SortedMap<Integer, Long> levels = new TreeMap<>(one.levels());
        levels.putAll(other.levels());
        return new RevisionFigures(levels, one.rose() + other.rose(), one.fell() + other.fell());
    }

    /** In how many of the assessments that a revision decided each rule fired; a rule that never fired is left out. */
    public Map<String, Long> firings(String revision) {
        return log.read(handle -> {
            Map<String, Long> firings = new TreeMap<>();
            handle.createQuery("select item, amount from overview_count where topic = :topic and period = :revision")
                    .bind("topic", OverviewTopic.RULE.code())
                    .bind("revision", revision)
                    .map((row, context) -> firings.put(row.getString(1), row.getLong(2)) == null)
                    .list();
            return firings;
        });
    }

    /**
     * Candidates whose level changed with their first assessment by a revision, the latest first.
     *
     * @param before only those before this position in the log
     */
    public List<LevelChange> changes(String revision, long before, int most) {
        return log.read(handle -> handle.createQuery(CHANGES)
                .bind("revision", revision)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> new LevelChange(
                        row.getLong("position"),
                        row.getObject("assessment_id", UUID.class),
                        row.getObject("earlier_id", UUID.class),
                        candidates.id(row.getLong("candidate"), row.getBytes("data_key"), row.getBytes("sealed_id")),
                        row.getInt("earlier_level"),
                        row.getInt("certified_level")))
                .list());
    }

    /** The indexes of entries of a kind, the newest first. */
    public List<Long> events(EventKind kind, long before, int most) {
        return log.read(handle -> handle.createQuery("select entry_index from overview_event where kind = :kind"
                        + " and entry_index < :before order by entry_index desc limit :most")
                .bind("kind", kind.code())
                .bind("before", before)
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    private static List<Count> counts(Handle handle) {
        return handle.createQuery("select topic, period, item, amount from overview_count where topic <> :rules")
                .bind("rules", OverviewTopic.RULE.code())
                .map((row, context) -> new Count(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }

    private static List<CandidatesInStanding> standings(Handle handle) {
        return handle.createQuery("select specialty_field, certified_level, next_sheet, unmet, candidates"
                        + " from overview_standing where candidates > 0")
                .map((row, context) -> new CandidatesInStanding(
                        new FieldStanding(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                Stream.of(row.getString(4).split(","))
                                        .filter(one -> !one.isEmpty())
                                        .toList()),
                        row.getLong(5)))
                .list();
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }
}
