package org.kentei.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.to_timestamp;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns the record into Parquet, from the files that the service's command line exports. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Turns an exported record into Parquet for analysts.",
            "Writes `assessments` (a row for each assessment, erased ones among them) and `fields` (a row for each"
                    + " assessment and field, with shortfalls)."
        })
final class ExportJob implements Callable<Integer> {

    private static final StructType DOCUMENT = new StructType().add("document", DataTypes.StringType);

    private static final StructType KEPT = new StructType()
            .add("position", DataTypes.LongType)
            .add("assessmentId", DataTypes.StringType)
            .add("candidateId", DataTypes.StringType)
            .add("asOf", DataTypes.DateType)
            .add("assessedAt", DataTypes.StringType)
            .add("rulesetRevision", DataTypes.StringType)
            .add("certifiedLevel", DataTypes.IntegerType)
            .add("erasedAt", DataTypes.StringType)
            .add("documents", new StructType().add("RESULT", DOCUMENT).add("FIRINGS", DOCUMENT));

    private static final StructType RESULT = new StructType()
            .add("service", new StructType().add("version", DataTypes.StringType))
            .add("examination", new StructType().add("code", DataTypes.StringType))
            .add(
                    "fields",
                    new ArrayType(
                            new StructType()
                                    .add("specialtyField", DataTypes.StringType)
                                    .add("certifiedLevel", DataTypes.IntegerType)
                                    .add(
                                            "nextLevel",
                                            new StructType()
                                                    .add("sheet", DataTypes.StringType)
                                                    .add("level", DataTypes.IntegerType)
                                                    .add("shortfalls", new ArrayType(DecidedRow.SHORTFALL, false))),
                            false));

    private static final StructType FIRINGS =
            new StructType().add("client", new StructType().add("name", DataTypes.StringType));

    @Parameters(paramLabel = "EXPORT", description = "The folder that `kentei export` wrote.")
    private String export;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A folder that is not there yet.")
    private String out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SparkSession spark = Job.spark("export");
        Job.requireAbsent(spark, out);
        Dataset<Row> kept = spark.read()
                .schema(KEPT)
                .option("mode", "FAILFAST")
                .json(export + "/assessments.ndjson")
                .withColumn("assessedAt", to_timestamp(col("assessedAt")))
                .withColumn("erasedAt", to_timestamp(col("erasedAt")))
                .withColumn("result", from_json(col("documents.RESULT.document"), RESULT))
                .withColumn("firings", from_json(col("documents.FIRINGS.document"), FIRINGS));
        kept.select(
                        col("position"),
                        col("assessmentId"),
                        col("candidateId"),
                        col("asOf"),
                        col("assessedAt"),
                        col("erasedAt"),
                        col("rulesetRevision"),
                        col("result.service.version").as("service"),
                        col("firings.client.name").as("client"),
                        col("certifiedLevel"),
                        col("result.examination.code").as("examination"))
                .write()
                .parquet(out + "/assessments");
        kept.withColumn("field", explode(col("result.fields")))
                .select(
                        col("assessmentId"),
                        col("candidateId"),
                        col("asOf"),
                        col("assessedAt"),
                        col("field.specialtyField"),
                        col("field.certifiedLevel").as("level"),
                        col("field.nextLevel.sheet").as("nextSheet"),
                        col("field.nextLevel.level").as("nextLevel"),
                        col("field.nextLevel.shortfalls"),
                        col("rulesetRevision"))
                .write()
                .partitionBy("specialtyField")
                .parquet(out + "/fields");
        long assessments = spark.read().parquet(out + "/assessments").count();
        spec.commandLine().getOut().printf("%,d assessments.%n", assessments);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
