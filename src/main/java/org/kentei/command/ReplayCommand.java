package org.kentei.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Replay;
import org.kentei.assessment.Replayed;
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

    private static final int AT_ONCE = 500;
    private static final int PROGRESS_EACH = 10_000;

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

    private long replayed;
    private long erased;
    private long different;
    private long byAnotherVersion;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (all == (assessmentId != null) || threads < 1) {
            throw new ParameterException(spec.commandLine(), "Name one assessment, or give --all.");
        }
        try (OpenRecord record = Settings.recordToRead();
                Replay replay = new Replay(record.rulesets()::files)) {
            PrintWriter out = spec.commandLine().getOut();
            if (assessmentId != null) {
                StoredAssessment kept = record.assessment(assessmentId);
                if (kept == null) {
                    throw new ParameterException(spec.commandLine(), "There is no assessment with this id.");
                }
                check(kept, again(replay, kept), out);
            } else {
                replayAll(record, replay, out);
            }
            out.printf("%d replayed, %d differ; %d were erased.%n", replayed, different, erased);
            if (byAnotherVersion > 0) {
                out.printf(
                        "%d of them were written by another version: the same verdict, compared by what was decided"
                                + " and not byte for byte.%n",
                        byAnotherVersion);
            }
            out.flush();
            return different == 0 ? 0 : 1;
        }
    }

    private void replayAll(OpenRecord record, Replay replay, PrintWriter out) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            record.with(evidence -> {
                Iterator<StoredAssessment> rows = evidence.assessments();
                Iterator<StoredAssessment> ingested = new IngestedAssessments(evidence, new RunFiles(runs));
                while (rows.hasNext() || ingested.hasNext()) {
                    List<StoredAssessment> some = new ArrayList<>();
                    List<Future<Optional<Replayed>>> answers = new ArrayList<>();
                    while (some.size() < AT_ONCE && (rows.hasNext() || ingested.hasNext())) {
                        StoredAssessment kept = rows.hasNext() ? rows.next() : ingested.next();
                        some.add(kept);
                        answers.add(workers.submit(() -> {
                            Thread.currentThread().setContextClassLoader(loader);
                            return again(replay, kept);
                        }));
                    }
                    for (int place = 0; place < some.size(); place++) {
                        check(some.get(place), answer(answers.get(place)), out);
                    }
                }
                return 0;
            });
        } finally {
            workers.shutdownNow();
        }
    }

    private static Optional<Replayed> again(Replay replay, StoredAssessment kept) {
        return kept.erasedAt() != null ? Optional.empty() : Optional.of(replay.replay(kept));
    }

    private static Optional<Replayed> answer(Future<Optional<Replayed>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replay was interrupted.", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The replay failed.", failed.getCause());
        }
    }

    private void check(StoredAssessment kept, Optional<Replayed> again, PrintWriter out) {
        if (again.isEmpty()) {
            erased++;
            return;
        }
        replayed++;
        switch (again.get().outcome()) {
            case SAME -> {
                // nothing to tell
            }
            case SAME_VERDICT -> byAnotherVersion++;
            case DIFFERENT -> {
                different++;
                out.println(
                        "assessment " + kept.assessmentId() + ": " + again.get().what());
            }
        }
        if (replayed % PROGRESS_EACH == 0) {
            spec.commandLine().getErr().printf("%d replayed%n", replayed);
            spec.commandLine().getErr().flush();
        }
    }
}
