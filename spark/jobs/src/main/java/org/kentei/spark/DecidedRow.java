package org.kentei.spark;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.candidate.StatedCandidateId;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Verdict;

/** A candidate that was decided or refused, as a row. */
final class DecidedRow {

    /** What a condition asks and what there is are numbers, codes, lists of codes or flags: a column holds their text,
     * and of a list its JSON. */
    static final StructType SHORTFALL = new StructType()
            .add("criterion", DataTypes.StringType)
            .add("alternative", DataTypes.IntegerType)
            .add("clause", DataTypes.StringType)
            .add("condition", DataTypes.StringType)
            .add("property", DataTypes.StringType)
            .add("required", DataTypes.StringType)
            .add("actual", DataTypes.StringType)
            .add("missing", DataTypes.LongType)
            .add("unit", DataTypes.StringType)
            .add("projectId", DataTypes.StringType);

    private static final StructType FIELD = new StructType()
            .add("specialtyField", DataTypes.StringType)
            .add("level", DataTypes.IntegerType)
            .add("nextSheet", DataTypes.StringType)
            .add("nextLevel", DataTypes.IntegerType)
            .add("shortfalls", new ArrayType(SHORTFALL, false));

    private static final StructType FAULT =
            new StructType().add("pointer", DataTypes.StringType).add("detail", DataTypes.StringType);

    static final ArrayType ERRORS = new ArrayType(FAULT, false);

    static final StructType SCHEMA = new StructType()
            .add(CandidateRows.FILE, DataTypes.StringType)
            .add(CandidateRows.BLOCK, DataTypes.LongType)
            .add(CandidateRows.ROW, DataTypes.LongType)
            .add("candidateId", DataTypes.StringType)
            .add("asOf", DataTypes.DateType)
            .add("certifiedLevel", DataTypes.IntegerType)
            .add("examination", DataTypes.StringType)
            .add("fields", new ArrayType(FIELD, false))
            .add("result", DataTypes.StringType)
            .add("errors", ERRORS);

    private DecidedRow() {}

    static Row decided(Row from, Candidate candidate, Verdict verdict, @Nullable String result) {
        return RowFactory.create(
                from.get(0),
                from.get(1),
                from.get(2),
                candidate.candidateId(),
                candidate.asOf(),
                verdict.certifiedLevel(),
                verdict.examination() == null ? null : verdict.examination().code(),
                verdict.fields().stream().map(DecidedRow::field).toArray(),
                result,
                null);
    }

    static Row refused(Row from, byte[] json, InvalidCandidateException refused) {
        return RowFactory.create(
                from.get(0),
                from.get(1),
                from.get(2),
                StatedCandidateId.of(new String(json, StandardCharsets.UTF_8)),
                null,
                null,
                null,
                null,
                null,
                refused.faults().stream().map(DecidedRow::fault).toArray());
    }

    private static Row field(FieldVerdict field) {
        var next = field.nextLevel();
        List<Shortfall> shortfalls = next == null ? List.of() : next.shortfalls();
        return RowFactory.create(
                field.specialtyField(),
                field.certifiedLevel(),
                next == null ? null : next.sheet(),
                next == null ? null : next.level(),
                shortfalls.stream().map(DecidedRow::shortfall).toArray());
    }

    private static Row shortfall(Shortfall shortfall) {
        return RowFactory.create(
                shortfall.criterion().name(),
                shortfall.alternative(),
                shortfall.clause(),
                shortfall.condition(),
                shortfall.property(),
                text(shortfall.required()),
                text(shortfall.actual()),
                shortfall.missing(),
                shortfall.unit(),
                shortfall.projectId());
    }

    private static Row fault(Fault fault) {
        return RowFactory.create(fault.pointer(), fault.detail());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Collection<?> codes ? Decision.write(codes) : Objects.toString(value, null);
    }
}
