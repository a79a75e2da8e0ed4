package org.kentei.live.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.kentei.impact.CandidateInput;
import org.kentei.impact.CandidateSource;
import org.kentei.record.store.LatestAssessment;
import org.kentei.record.store.LatestAssessments;

/** The candidates of the record, each as its latest assessment was given it, and as of the day of that assessment. */
public final class RecordedCandidates implements CandidateSource {

    private static final int PAGE = 200;

    private final Runnable end;
    private final LatestAssessments assessments;
    private final long total;
    private final Queue<LatestAssessment> page = new ArrayDeque<>();
    private long position;

    /** @param end is run when this is closed */
    public RecordedCandidates(LatestAssessments assessments, Runnable end) {
        this.end = end;
        this.assessments = assessments;
        this.total = assessments.candidates();
        fill();
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public boolean hasNext() {
        return !page.isEmpty();
    }

    @Override
    public CandidateInput next() {
        LatestAssessment latest = page.poll();
        if (latest == null) {
            throw new NoSuchElementException();
        }
        if (page.isEmpty()) {
            fill();
        }
        byte[] json = latest.candidate().getBytes(StandardCharsets.UTF_8);
        return new CandidateInput("candidate " + latest.candidateId(), json, latest.asOf());
    }

    @Override
    public void close() {
        end.run();
    }

    private void fill() {
        List<LatestAssessment> more = assessments.page(position, PAGE);
        page.addAll(more);
        if (!more.isEmpty()) {
            position = more.get(more.size() - 1).position() + 1;
        }
    }
}
