package org.kentei.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.kentei.record.AssessmentStore;
import org.kentei.record.ConfiguredStore;
import org.kentei.record.LatestAssessment;

/** The candidates of the record, each as its latest assessment was given it, and as of the day of that assessment. */
public final class RecordedCandidates implements Candidates {

    private static final int STRETCH = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfiguredStore store;
    private final AssessmentStore assessments;
    private final long total;
    private final Queue<LatestAssessment> stretch = new ArrayDeque<>();
    private long position;

    private RecordedCandidates(ConfiguredStore store) {
        this.store = store;
        this.assessments = store.assessments();
        this.total = assessments.candidates();
        fill();
    }

    /**
     * Opens the record under the service's settings.
     *
     * @throws org.kentei.record.StoreUnavailableException if it cannot be had
     */
    public static RecordedCandidates open() {
        return new RecordedCandidates(ConfiguredStore.open());
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public boolean hasNext() {
        return !stretch.isEmpty();
    }

    @Override
    public Submitted next() {
        LatestAssessment latest = stretch.poll();
        if (latest == null) {
            throw new NoSuchElementException();
        }
        if (stretch.isEmpty()) {
            fill();
        }
        try {
            byte[] json = JSON.readTree(latest.firingRecord())
                    .path("candidate")
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            return new Submitted("candidate " + latest.candidateId(), json, latest.asOf());
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("The record of " + latest.candidateId() + " is no JSON", spoilt);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private void fill() {
        List<LatestAssessment> more = assessments.latest(position, STRETCH);
        stretch.addAll(more);
        if (!more.isEmpty()) {
            position = more.get(more.size() - 1).position();
        }
    }
}
