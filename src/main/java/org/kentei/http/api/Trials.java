package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.Decision;
import org.kentei.http.response.Capacity;
import org.kentei.log.Client;

/** Decides candidates without storing anything. */
@ApplicationScoped
public class Trials {

    private static final Client NOBODY = new Client(null, null);

    private final Assessor assessor;
    private final Capacity capacity;
    private final Clock clock;

    public Trials(Assessor assessor, Capacity capacity, Clock clock) {
        this.assessor = assessor;
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * Decides a candidate under the active ruleset. The id in the documents is of no assessment.
     *
     * @param body the candidate's JSON as given
     * @throws org.kentei.candidate.InvalidCandidateException if the body is not a candidate
     */
    public Decision decide(byte[] body) {
        try (Capacity.Reserved memory = capacity.decision(body.length)) {
            return assessor.decide(body, NOBODY, UUID.randomUUID(), clock.instant());
        }
    }
}
