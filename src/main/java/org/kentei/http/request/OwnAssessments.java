package org.kentei.http.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.kentei.access.Caller;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.record.search.AssessmentSearch;

/**
 * Keeps the assessments of one client from the others. A client that may not read those of all clients is answered as if
 * there were only its own.
 */
@ApplicationScoped
public class OwnAssessments {

    private final CurrentCaller callers;
    private final AssessmentSearch search;

    public OwnAssessments(CurrentCaller callers, AssessmentSearch search) {
        this.callers = callers;
        this.search = search;
    }

    /** The id, if it is written as one and is of an assessment that the caller may see; else empty. */
    public Optional<UUID> find(String assessmentId) {
        return WrittenId.read(assessmentId).filter(this::visible);
    }

    /**
     * The id of an assessment that the caller may see.
     *
     * @throws ProblemException with status 404 for every other one
     */
    public UUID require(String assessmentId) {
        return find(assessmentId).orElseThrow(OwnAssessments::unknown);
    }

    /** The refusal of an id that is not of an assessment that the caller may see. */
    public static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND.problem("There is no assessment with this id."));
    }

    private boolean visible(UUID assessmentId) {
        Caller caller = callers.get();
        return caller.seesAllClients() || caller.client() != null && search.isOf(assessmentId, caller.client());
    }
}
