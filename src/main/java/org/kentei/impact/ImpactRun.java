package org.kentei.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kentei.bulk.OrderedWork;

/** Compares many candidates, with a few of them in memory at a time. */
public final class ImpactRun {

    private static final int BATCH = 128;

    private ImpactRun() {}

    /**
     * Compares candidates on all cores.
     *
     * @param outcomes receives every outcome, in the order of the candidates, in the calling thread
     */
    public static ImpactSummary run(
            DraftComparison comparison, CandidateSource candidates, Consumer<CandidateImpact> outcomes) {
        return run(Runtime.getRuntime().availableProcessors(), comparison, candidates, outcomes);
    }

    /** Compares candidates on so many threads. */
    public static ImpactSummary run(
            int threads, DraftComparison comparison, CandidateSource candidates, Consumer<CandidateImpact> outcomes) {
        ImpactSummary summary = new ImpactSummary();
        OrderedWork.run(
                threads,
                () -> candidates.hasNext() ? batch(candidates) : null,
                (List<CandidateInput> batch) ->
                        batch.stream().map(comparison::of).toList(),
                (List<CandidateImpact> decided) -> decided.forEach(outcome -> {
                    summary.add(outcome);
                    outcomes.accept(outcome);
                }));
        return summary;
    }

    private static List<CandidateInput> batch(CandidateSource candidates) {
        List<CandidateInput> batch = new ArrayList<>(BATCH);
        while (candidates.hasNext() && batch.size() < BATCH) {
            batch.add(candidates.next());
        }
        return batch;
    }
}
