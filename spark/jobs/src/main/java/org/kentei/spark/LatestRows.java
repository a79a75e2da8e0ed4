package org.kentei.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.kentei.candidate.StatedCandidateId;

/**
 * The latest row of each candidate, as the command line's `impact` takes it: of rows for the same candidate the last one
 * counts, by the name of the file and then by its place in it. Rows that name no candidate stay, to be refused.
 */
final class LatestRows {

    /** So many ids fit into the memory of an executor. */
    private static final long MOST_BROADCAST = 1_000_000;

    private static final String ID = "latestOf";
    private static final String LAST = "last";

    private LatestRows() {}

    static Dataset<Row> of(Dataset<Row> candidates) {
        UserDefinedFunction id = udf(
                (UDF1<byte[], String>) json -> StatedCandidateId.of(new String(json, StandardCharsets.UTF_8)),
                DataTypes.StringType);
        Column place = struct(CandidateRows.FILE, CandidateRows.BLOCK, CandidateRows.ROW);
        Dataset<Row> withId = candidates.withColumn(ID, id.apply(col(CandidateRows.JSON)));
        // only who comes up more than once, which is nobody in most files: the lines themselves need not be sorted
        Dataset<Row> repeated = withId.where(col(ID).isNotNull())
                .groupBy(ID)
                .agg(max(place).as(LAST), count(ID).as("rows"))
                .where(col("rows").gt(1))
                .drop("rows")
                .persist(StorageLevel.MEMORY_AND_DISK());
        long size = repeated.count();
        if (size == 0) {
            return candidates;
        }
        return withId.join(
                        size <= MOST_BROADCAST ? broadcast(repeated) : repeated,
                        withId.col(ID).equalTo(repeated.col(ID)),
                        "left")
                .where(col(LAST).isNull().or(col(LAST).equalTo(place)))
                .select(CandidateRows.FILE, CandidateRows.BLOCK, CandidateRows.ROW, CandidateRows.JSON);
    }
}
