package org.kentei.spark;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kentei.impact.CandidateImpact;
import org.kentei.impact.CandidateImpact.Compared;
import org.kentei.impact.CandidateImpact.NotCompared;
import org.kentei.impact.CandidateInput;
import org.kentei.impact.DraftComparison;
import org.kentei.impact.LevelChange;

/** What one task does: decides the candidates of a partition under two revisions, by the command line's own comparison. */
final class DraftDecisions implements MapPartitionsFunction<Row, Row>, Serializable {

    private static final long serialVersionUID = 1;

    private static final StructType CHANGE = new StructType()
            .add("candidateId", DataTypes.StringType)
            .add("specialtyField", DataTypes.StringType)
            .add("direction", DataTypes.StringType)
            .add("before", DataTypes.IntegerType)
            .add("after", DataTypes.IntegerType)
            .add("sheet", DataTypes.StringType)
            .add("criteria", new ArrayType(DataTypes.StringType, false))
            .add("clauses", new ArrayType(DataTypes.StringType, false));

    static final StructType SCHEMA = new StructType()
            .add(CandidateRows.FILE, DataTypes.StringType)
            .add(CandidateRows.BLOCK, DataTypes.LongType)
            .add(CandidateRows.ROW, DataTypes.LongType)
            .add("before", DataTypes.IntegerType)
            .add("after", DataTypes.IntegerType)
            .add("changes", new ArrayType(CHANGE, false))
            .add("byDraftOnly", DataTypes.BooleanType)
            .add("reason", DataTypes.StringType);

    private final Broadcast<ShippedRuleset> active;
    private final Broadcast<ShippedRuleset> draft;
    private final LocalDate asOf;

    DraftDecisions(Broadcast<ShippedRuleset> active, Broadcast<ShippedRuleset> draft, LocalDate asOf) {
        this.active = active;
        this.draft = draft;
        this.asOf = asOf;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        DraftComparison comparison =
                new DraftComparison(active.value().loaded(), draft.value().loaded(), asOf);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(row -> compare(comparison, row))
                .filter(Objects::nonNull)
                .iterator();
    }

    private static @Nullable Row compare(DraftComparison comparison, Row row) {
        byte[] json = CandidateRows.json(row);
        if (json == null) {
            return null;
        }
        CandidateImpact outcome = comparison.of(new CandidateInput("", json, null));
        if (outcome instanceof NotCompared refused) {
            return RowFactory.create(
                    row.get(0), row.get(1), row.get(2), null, null, null, refused.byDraftOnly(), refused.reason());
        }
        Compared decided = (Compared) outcome;
        return RowFactory.create(
                row.get(0),
                row.get(1),
                row.get(2),
                decided.before(),
                decided.after(),
                decided.changes().stream().map(DraftDecisions::change).toArray(),
                null,
                null);
    }

    private static Row change(LevelChange change) {
        return RowFactory.create(
                change.candidateId(),
                change.specialtyField(),
                change.rises() ? "rises" : "falls",
                change.before(),
                change.after(),
                change.sheet(),
                change.criteria().stream().map(Enum::name).toArray(),
                change.clauses().toArray());
    }
}
