package org.kentei.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Tells at which line of its file a row stands. A task knows the lines of its own block only, so the lines of the blocks
 * before have to be counted: a second look at the input, taken only for rows that are not in the first block.
 */
final class LineNumbers {

    static final String LINE = "line";

    private static final String LINES = "linesOfBlock";
    private static final String BEFORE = "linesBefore";

    private LineNumbers() {}

    /**
     * Adds the line, from 1.
     *
     * @param rows some rows with their places
     * @param candidates all rows of the input
     */
    static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> candidates) {
        if (rows.where(col(CandidateRows.BLOCK).gt(0)).isEmpty()) {
            return rows.withColumn(LINE, col(CandidateRows.ROW).plus(1));
        }
        Dataset<Row> files = rows.select(CandidateRows.FILE).distinct();
        Dataset<Row> before = candidates
                .join(files, CandidateRows.FILE)
                .groupBy(CandidateRows.FILE, CandidateRows.BLOCK)
                .agg(max(CandidateRows.ROW).plus(1).as(LINES))
                .withColumn(
                        BEFORE,
                        coalesce(
                                sum(LINES)
                                        .over(Window.partitionBy(CandidateRows.FILE)
                                                .orderBy(CandidateRows.BLOCK)
                                                .rowsBetween(Window.unboundedPreceding(), -1)),
                                lit(0L)))
                .drop(LINES);
        return rows.join(before, new String[] {CandidateRows.FILE, CandidateRows.BLOCK})
                .withColumn(LINE, col(BEFORE).plus(col(CandidateRows.ROW)).plus(1))
                .drop(BEFORE);
    }
}
