package org.kentei.spark;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.log.Client;
import org.kentei.ruleset.Ruleset;
import org.kentei.run.RunKey;
import org.kentei.run.SealedAssessment;

/**
 * What one task does: assesses the candidates of a partition, and seals each assessment as a line. Ids and keys come from the
 * place in the input and the run's secret, so a task that runs twice writes the same bytes.
 */
final class SealedFiles implements MapPartitionsFunction<Row, Row>, Serializable {

    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType()
            .add(CandidateRows.FILE, DataTypes.StringType)
            .add(CandidateRows.BLOCK, DataTypes.LongType)
            .add(CandidateRows.ROW, DataTypes.LongType)
            .add("line", DataTypes.StringType)
            .add("candidateId", DataTypes.StringType)
            .add("errors", DecidedRow.ERRORS);

    private final Broadcast<ShippedRuleset> shipped;
    private final RunKey key;
    private final Instant time;
    private final ZoneId zone;
    private final String client;

    SealedFiles(Broadcast<ShippedRuleset> shipped, RunKey key, Instant time, ZoneId zone, String client) {
        this.shipped = shipped;
        this.key = key;
        this.time = time;
        this.zone = zone;
        this.client = client;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Ruleset ruleset = shipped.value().loaded();
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), Clock.fixed(time, zone));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(row -> seal(ruleset, reader, row))
                .filter(Objects::nonNull)
                .iterator();
    }

    private @Nullable Row seal(Ruleset ruleset, CandidateReader reader, Row row) {
        byte[] json = CandidateRows.json(row);
        if (json == null) {
            return null;
        }
        UUID id = key.assessmentId(row.get(0) + "/" + row.get(1) + "/" + row.get(2));
        try {
            Decision decision = Decision.of(
                    ruleset.revision(),
                    reader,
                    candidate -> ruleset.decide(candidate, RowDecisions.AT_MOST),
                    json,
                    new DecisionContext(id, time, new Client(client, null), KenteiSpark.SERVICE));
            String line = SealedAssessment.seal(decision, key.of(id));
            return RowFactory.create(row.get(0), row.get(1), row.get(2), line, null, null);
        } catch (InvalidCandidateException refused) {
            Row errors = DecidedRow.refused(row, json, refused);
            return RowFactory.create(row.get(0), row.get(1), row.get(2), null, errors.get(3), errors.get(9));
        }
    }
}
