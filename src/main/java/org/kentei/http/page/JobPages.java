package org.kentei.http.page;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.job.JobWorker;
import org.kentei.http.job.OwnJobs;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.PageFrame;
import org.kentei.record.job.Job;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.job.Jobs;
import org.kentei.record.job.JobsConfig;

/** The reader's jobs: how far each is, its files, and the form that cancels it. */
@Path("/jobs")
@Produces(MediaType.TEXT_HTML)
public class JobPages {

    private final OwnJobs own;
    private final Jobs jobs;
    private final JobWorker worker;
    private final Duration life;
    private final PageSession session;

    public JobPages(OwnJobs own, Jobs jobs, JobWorker worker, JobsConfig config, PageSession session) {
        this.own = own;
        this.jobs = jobs;
        this.worker = worker;
        this.life = config.life();
        this.session = session;
    }

    /**
     * A job as the page shows it.
     *
     * @param word the key of the words for its state
     * @param done how many of its lines are assessed, refused or erased
     * @param expiresAt when it is deleted; null while it has not ended
     */
    private record JobRow(
            Job job, String word, long done, @Nullable Instant expiresAt, boolean cancellable) {

        static JobRow of(Job job, Duration life) {
            return new JobRow(
                    job,
                    "jobs." + job.state(),
                    job.lines() - job.waiting(),
                    job.endedAt() == null ? null : job.endedAt().plus(life),
                    job.state() == JobState.RUNNING);
        }
    }

    @GET
    @AllowedRoles(Role.ASSESS)
    @Operation(hidden = true)
    public Response jobs(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("jobs", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            List<JobRow> rows =
                    own.list().stream().map(job -> JobRow.of(job, life)).toList();
            return Map.of("jobs", rows, "open", rows.stream().anyMatch(row -> row.expiresAt() == null));
        });
    }

    @POST
    @AllowedRoles(Role.ASSESS)
    @Path("/{jobId}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response cancel(
            @PathParam("jobId") String jobId,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        try {
            session.requireOwnForm(formToken);
            jobs.cancel(own.require(jobId).jobId());
        } catch (RuntimeException refused) {
            return new PageRequest(headers, uri).answer("notice", () -> {
                throw refused;
            });
        }
        worker.wake();
        return Response.seeOther(URI.create("/jobs")).build();
    }
}
