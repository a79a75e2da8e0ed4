package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.record.audit.OpenRecord;
import org.kentei.run.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Assesses stored candidates again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Assesses stored candidates again, each with the rules of its revision, and compares byte for byte. What"
                        + " another version of Kentei wrote is compared by its verdict.")
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The assessment to replay.")
    private @Nullable UUID assessmentId;

    @Option(names = "--all", description = "Replay all that are not erased.")
    private boolean all;

    @Option(names = "--threads", description = "How many run at the same time. Default: the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder that has the files of runs now. Default: where they were when they were added.")
    private @Nullable Path runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (all == (assessmentId != null) || threads < 1) {
            throw new ParameterException(spec.commandLine(), "Name one assessment, or give --all.");
        }
        try (OpenRecord record = Settings.recordToRead()) {
            StoredAssessment one = assessmentId == null ? null : record.assessment(assessmentId);
            if (assessmentId != null && one == null) {
                throw new ParameterException(spec.commandLine(), "There is no assessment with this id.");
            }
            return record.with(evidence -> replay(evidence, one));
        }
    }

    private int replay(RecordSnapshot evidence, @Nullable StoredAssessment one) {
        PrintWriter out = spec.commandLine().getOut();
        try (RecordReplay replay =
                new RecordReplay(evidence, out, spec.commandLine().getErr())) {
            if (one != null) {
                replay.one(one);
            } else {
                replay.all(evidence, new RunFiles(runs), threads);
            }
            out.printf(
                    "%d replayed, %d differ; %d were erased.%n",
                    replay.replayed(), replay.different(), replay.erased());
            if (replay.byAnotherVersion() > 0) {
                out.printf(
                        "%d of them were written by another version: the same verdict, compared by what was decided"
                                + " and not byte for byte.%n",
                        replay.byAnotherVersion());
            }
            out.flush();
            return replay.different() == 0 ? 0 : 1;
        }
    }
}
