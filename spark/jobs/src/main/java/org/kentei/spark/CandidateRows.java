package org.kentei.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Candidates read from NDJSON or Parquet, each with its place: the file, the block of it that one task reads, and the
 * row within that block, from 0. Blank lines are left out, but counted.
 */
final class CandidateRows {

    static final String FILE = "file";
    static final String BLOCK = "block";
    static final String ROW = "row";
    static final String JSON = "json";

    private static final StructType SCHEMA = new StructType()
            .add(FILE, DataTypes.StringType)
            .add(BLOCK, DataTypes.LongType)
            .add(ROW, DataTypes.LongType)
            .add(JSON, DataTypes.BinaryType);

    /** More tasks than cores, so that the last ones do not wait for a slow one. */
    private static final int TASKS_PER_CORE = 4;

    /** How candidates are written. */
    enum Format {
        ndjson,
        parquet
    }

    private CandidateRows() {}

    /**
     * Reads candidates.
     *
     * @param paths files, folders or patterns, as Spark takes them; lines may be compressed (`.gz`)
     * @param format null to tell it from the end of the first path
     */
    static Dataset<Row> read(SparkSession spark, List<String> paths, @Nullable Format format) {
        boolean parquet = format == null ? paths.get(0).endsWith(".parquet") : format == Format.parquet;
        Dataset<Row> rows = parquet ? parquet(spark, paths) : lines(spark, paths);
        int cores = spark.sparkContext().defaultParallelism();
        // what is compressed as a whole is read by one task, and deciding takes longer than reading
        return rows.rdd().getNumPartitions() < cores ? rows.repartition(cores * TASKS_PER_CORE) : rows;
    }

    private static Dataset<Row> lines(SparkSession spark, List<String> paths) {
        return spark.read()
                .text(paths.toArray(String[]::new))
                .select(
                        col("_metadata.file_path").as(FILE),
                        col("_metadata.file_block_start").as(BLOCK),
                        lit(0L).as(ROW),
                        // as bytes, so that malformed UTF-8 is refused as the service refuses it
                        col("value").cast(DataTypes.BinaryType).as(JSON))
                .mapPartitions((MapPartitionsFunction<Row, Row>) Numbering::new, Encoders.row(SCHEMA));
    }

    private static Dataset<Row> parquet(SparkSession spark, List<String> paths) {
        Dataset<Row> read = spark.read().parquet(paths.toArray(String[]::new));
        StructField[] fields = read.schema().fields();
        Column json = fields.length == 1 && fields[0].dataType().equals(DataTypes.StringType)
                ? col(fields[0].name())
                : to_json(struct(col("*")));
        return read.select(
                col("_metadata.file_path").as(FILE),
                lit(0L).as(BLOCK),
                col("_metadata.row_index").as(ROW),
                json.cast(DataTypes.BinaryType).as(JSON));
    }

    /** Numbers the lines of each block. Spark hands a task the lines of a block in their order. */
    private static final class Numbering implements Iterator<Row> {

        private final Iterator<Row> lines;
        private String file = "";
        private long block = -1;
        private long row;

        Numbering(Iterator<Row> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public Row next() {
            Row line = lines.next();
            if (line.getLong(1) != block || !line.getString(0).equals(file)) {
                file = line.getString(0);
                block = line.getLong(1);
                row = 0;
            }
            return RowFactory.create(file, block, row++, line.get(3));
        }
    }

    /** The candidate's JSON; null for a blank line. */
    static byte @Nullable [] json(Row row) {
        byte[] json = row.getAs(3);
        for (byte one : json) {
            if (one > ' ' || one < 0) {
                return json;
            }
        }
        return null;
    }
}
