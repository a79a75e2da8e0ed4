package org.kentei.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kentei.assessment.Replay;
import org.kentei.assessment.Replayed;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.run.RunFiles;

/** Assesses the stored candidates of a record again, prints each difference, and counts. */
final class RecordReplay implements AutoCloseable {

    private static final int AT_ONCE = 500;
    private static final int PROGRESS_EACH = 10_000;

    private final Replay replay;
    private final PrintWriter out;
    private final PrintWriter progress;
    private long replayed;
    private long erased;
    private long different;
    private long byAnotherVersion;

    RecordReplay(RecordSnapshot evidence, PrintWriter out, PrintWriter progress) {
        Map<String, Map<String, String>> rulesets = evidence.rulesets();
        Map<String, byte[]> contents = evidence.ruleFiles();
        this.replay = new Replay(
                revision -> Optional.ofNullable(rulesets.get(revision)).map(names -> files(names, contents)));
        this.out = out;
        this.progress = progress;
    }

    private static RulesetFiles files(Map<String, String> names, Map<String, byte[]> contents) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        names.forEach((name, hash) -> files.put(name, contents.getOrDefault(hash, new byte[0])));
        return new RulesetFiles(files);
    }

    long replayed() {
        return replayed;
    }

    long different() {
        return different;
    }

    long byAnotherVersion() {
        return byAnotherVersion;
    }

    long erased() {
        return erased;
    }

    void one(StoredAssessment kept) {
        check(kept, again(kept));
    }

    void all(RecordSnapshot evidence, RunFiles runs, int threads) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Iterator<StoredAssessment> rows = evidence.assessments();
            Iterator<StoredAssessment> ingested = new IngestedAssessments(evidence, runs);
            while (rows.hasNext() || ingested.hasNext()) {
                List<StoredAssessment> some = new ArrayList<>();
                List<Future<Optional<Replayed>>> answers = new ArrayList<>();
                while (some.size() < AT_ONCE && (rows.hasNext() || ingested.hasNext())) {
                    StoredAssessment kept = rows.hasNext() ? rows.next() : ingested.next();
                    some.add(kept);
                    answers.add(workers.submit(() -> {
                        Thread.currentThread().setContextClassLoader(loader);
                        return again(kept);
                    }));
                }
                for (int place = 0; place < some.size(); place++) {
                    check(some.get(place), answer(answers.get(place)));
                }
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Optional<Replayed> again(StoredAssessment kept) {
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

    private void check(StoredAssessment kept, Optional<Replayed> again) {
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
            progress.printf("%d replayed%n", replayed);
            progress.flush();
        }
    }

    @Override
    public void close() {
        replay.close();
    }
}
