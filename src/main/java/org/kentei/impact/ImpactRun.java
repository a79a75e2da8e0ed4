package org.kentei.impact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Compares many candidates on all cores, with only a few of them in memory at a time. */
public final class ImpactRun {

    private static final int BATCH = 128;
    private static final int BATCHES_PER_CORE = 4;

    private ImpactRun() {}

    /**
     * Compares candidates.
     *
     * @param outcomes is given every outcome, in the order of the candidates, by the calling thread
     */
    public static ImpactSummary run(
            DraftComparison comparison, CandidateSource candidates, Consumer<CandidateImpact> outcomes) {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        ImpactSummary summary = new ImpactSummary();
        Queue<Future<List<CandidateImpact>>> running = new ArrayDeque<>();
        try {
            while (candidates.hasNext() || !running.isEmpty()) {
                while (candidates.hasNext() && running.size() < cores * BATCHES_PER_CORE) {
                    List<CandidateInput> batch = batch(candidates);
                    running.add(workers.submit(
                            () -> batch.stream().map(comparison::of).toList()));
                }
                for (CandidateImpact outcome : running.remove().get()) {
                    summary.add(outcome);
                    outcomes.accept(outcome);
                }
            }
            return summary;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<CandidateInput> batch(CandidateSource candidates) {
        List<CandidateInput> batch = new ArrayList<>(BATCH);
        while (candidates.hasNext() && batch.size() < BATCH) {
            batch.add(candidates.next());
        }
        return batch;
    }
}
