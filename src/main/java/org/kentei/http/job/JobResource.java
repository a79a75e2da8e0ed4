package org.kentei.http.job;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.job.JobStatus.JobList;
import org.kentei.http.job.JobUpload.Received;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.ArrivingBody;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.ClientName;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.IdempotencyKey;
import org.kentei.http.request.QueryParameters;
import org.kentei.record.job.Job;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.job.Jobs;
import org.kentei.record.job.JobsConfig;

/** Jobs: files of candidates that are assessed in the background. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs", description = "Assess a file of candidates in the background.")
public class JobResource {

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final List<JobState> OPEN = List.of(JobState.RECEIVING, JobState.RUNNING, JobState.COMPLETING);

    /** After how many seconds to ask again: one for each of so many lines, up to a minute. */
    private static final int LINES_A_SECOND = 500;

    private static final int LONGEST_PAUSE = 60;

    private final JobUpload upload;
    private final JobWorker worker;
    private final OwnJobs own;
    private final Jobs jobs;
    private final JobsConfig config;
    private final CurrentCaller callers;
    private final CurrentVertxRequest requests;

    public JobResource(
            JobUpload upload,
            JobWorker worker,
            OwnJobs own,
            Jobs jobs,
            JobsConfig config,
            CurrentCaller callers,
            CurrentVertxRequest requests) {
        this.upload = upload;
        this.worker = worker;
        this.own = own;
        this.jobs = jobs;
        this.config = config;
        this.callers = callers;
        this.requests = requests;
    }

    @POST
    @AllowedRoles(Role.ASSESS)
    @Consumes(BodyLimit.NDJSON)
    @Operation(
            operationId = "startJob",
            summary = "Start a job",
            description =
                    "Takes a file with a candidate on each line, which may be compressed by gzip, and answers once"
                            + " all of it is stored. The lines are assessed after that, all under the ruleset that is active"
                            + " when the file begins to arrive. With an `Idempotency-Key` the same file can be sent again: it"
                            + " leads to the same job.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = BodyLimit.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Parameter(
            name = ClientName.HEADER,
            in = ParameterIn.HEADER,
            description = ClientName.DESCRIPTION + " It is kept in the firing record.",
            schema = @Schema(type = SchemaType.STRING, maxLength = ClientName.LENGTH))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = IdempotencyKey.DESCRIPTION,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "202",
            description = "The job.",
            headers = {
                @Header(
                        name = "Location",
                        description = "Where to ask how far it is.",
                        required = true,
                        schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(
                        name = "Retry-After",
                        description = "After how many seconds to ask; missing if it has ended.",
                        schema = @Schema(type = SchemaType.INTEGER)),
                @Header(
                        name = REPLAYED,
                        description = "`true` if the job was there before, under the same `Idempotency-Key`.",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = JobStatus.class)))
    @PossibleProblems({
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.REQUEST_RUNNING,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.TOO_MANY_JOBS,
        ProblemType.OUTCOME_UNKNOWN
    })
    public Response start(@Context HttpHeaders headers, @Context UriInfo uri) {
        new QueryParameters(uri);
        String key = IdempotencyKey.read(
                Objects.requireNonNullElse(headers.getRequestHeader(IdempotencyKey.HEADER), List.of()));
        ArrivingBody body = ArrivingBody.of(requests.getCurrent());
        if (body == null) {
            throw new ProblemException(ProblemType.BAD_REQUEST.problem("The body is empty; send a candidate a line."));
        }
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !encoding.equalsIgnoreCase("gzip")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE.problem(
                    "Send the candidates as they are, or compressed by gzip."));
        }
        Received received = upload.receive(body, callers.get(), key);
        worker.wake();
        Response.ResponseBuilder answer = Response.accepted()
                .location(URI.create(JobStatus.path(received.job().jobId())));
        if (received.replayed()) {
            answer.header(REPLAYED, true);
        }
        return told(answer, received.job());
    }

    @GET
    @AllowedRoles(Role.ASSESS)
    @Operation(
            operationId = "listJobs",
            summary = "The jobs of the client",
            description = "The client's newest jobs, at most 100.")
    @APIResponse(
            responseCode = "200",
            description = "The jobs, the newest first.",
            content = @Content(schema = @Schema(implementation = JobList.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public JobList list(@Context UriInfo uri) {
        new QueryParameters(uri);
        return new JobList(
                own.list().stream().map(job -> JobStatus.of(job, config.life())).toList());
    }

    @GET
    @AllowedRoles(Role.ASSESS)
    @Path("/{jobId}")
    @Operation(
            operationId = "getJob",
            summary = "How far a job is",
            description =
                    "While the job is open, `Retry-After` tells after how many seconds to ask again. Jobs of other"
                            + " clients are answered as if they did not exist.")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "After how many seconds to ask again; missing if it has ended.",
                            schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(schema = @Schema(implementation = JobStatus.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public Response get(
            @PathParam("jobId") @Parameter(description = "The id of the job.") String jobId, @Context UriInfo uri) {
        new QueryParameters(uri);
        return told(Response.ok(), own.require(jobId));
    }

    @DELETE
    @AllowedRoles(Role.ASSESS)
    @Path("/{jobId}")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description =
                    "When this is answered, no more of the job's lines are assessed. What was assessed before stays"
                            + " stored, and is in the files of the job. A job that has ended stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "After how many seconds to ask again; missing if it has ended.",
                            schema = @Schema(type = SchemaType.INTEGER)),
            content = @Content(schema = @Schema(implementation = JobStatus.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public Response cancel(
            @PathParam("jobId") @Parameter(description = "The id of the job.") String jobId, @Context UriInfo uri) {
        new QueryParameters(uri);
        jobs.cancel(own.require(jobId).jobId());
        worker.wake();
        return told(Response.ok(), own.require(jobId));
    }

    private Response told(Response.ResponseBuilder answer, Job job) {
        if (OPEN.contains(job.state()) || job.errors() == null) {
            answer.header(HttpHeaders.RETRY_AFTER, Math.min(1 + job.waiting() / LINES_A_SECOND, LONGEST_PAUSE));
        }
        return answer.entity(JobStatus.of(job, config.life())).build();
    }
}
