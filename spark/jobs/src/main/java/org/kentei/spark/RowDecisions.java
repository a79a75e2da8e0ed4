package org.kentei.spark;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kentei.bulk.CandidateResult;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.ruleset.Ruleset;
import org.kentei.verdict.Verdict;

/** What one task does: decides the candidates of a partition one by one, and keeps none of them in memory. */
final class RowDecisions implements MapPartitionsFunction<Row, Row>, Serializable {

    private static final long serialVersionUID = 1;

    /** A candidate takes far less than a millisecond. A task that runs into this fails, rather than hang or guess. */
    static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Broadcast<ShippedRuleset> shipped;
    private final LocalDate asOf;
    private final ZoneId zone;
    private final boolean documents;
    private final boolean full;

    /**
     * @param asOf the day on which candidates are judged that state none, the same one on every host and at every retry
     * @param zone the zone whose today that is, which results name
     * @param documents whether results are written as JSON too
     * @param full whether these are whole results
     */
    RowDecisions(Broadcast<ShippedRuleset> shipped, LocalDate asOf, ZoneId zone, boolean documents, boolean full) {
        this.shipped = shipped;
        this.asOf = asOf;
        this.zone = zone;
        this.documents = documents;
        this.full = full;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Ruleset ruleset = shipped.value().loaded();
        CandidateReader reader = reader(ruleset, asOf, zone);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(row -> decide(ruleset, reader, row))
                .filter(Objects::nonNull)
                .iterator();
    }

    static CandidateReader reader(Ruleset ruleset, LocalDate asOf, ZoneId zone) {
        Clock thatDay = Clock.fixed(asOf.atTime(LocalTime.NOON).atZone(zone).toInstant(), zone);
        return new CandidateReader(ruleset.vocabulary(), thatDay);
    }

    private @Nullable Row decide(Ruleset ruleset, CandidateReader reader, Row row) {
        byte[] json = CandidateRows.json(row);
        if (json == null) {
            return null;
        }
        try {
            Candidate candidate = reader.read(json);
            Verdict verdict = ruleset.decide(candidate, AT_MOST);
            String result =
                    documents ? CandidateResult.json(ruleset, KenteiSpark.SERVICE, candidate, verdict, full) : null;
            return DecidedRow.decided(row, candidate, verdict, result);
        } catch (InvalidCandidateException refused) {
            return DecidedRow.refused(row, json, refused);
        }
    }
}
