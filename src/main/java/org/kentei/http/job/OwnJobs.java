package org.kentei.http.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.kentei.access.Caller;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.WrittenId;
import org.kentei.record.job.Job;
import org.kentei.record.job.Jobs;

/** Keeps the jobs of one client from the others. On a service without keys there is nobody to keep them from. */
@ApplicationScoped
public class OwnJobs {

    private final CurrentCaller callers;
    private final Jobs jobs;

    public OwnJobs(CurrentCaller callers, Jobs jobs) {
        this.callers = callers;
        this.jobs = jobs;
    }

    /**
     * A job of the caller.
     *
     * @throws ProblemException with status 404 for every other one
     */
    public Job require(String jobId) {
        Caller caller = callers.get();
        return WrittenId.read(jobId)
                .flatMap(jobs::find)
                .filter(job -> !caller.authenticated()
                        || caller.client() != null && caller.client().equals(job.client()))
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND.problem("There is no job with this id.")));
    }

    /** The newest jobs of the caller. */
    public List<Job> list() {
        Caller caller = callers.get();
        return jobs.list(caller.client());
    }
}
