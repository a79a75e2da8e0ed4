package org.kentei.http.job;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.ExportOperation;
import org.kentei.http.response.StreamedBody;
import org.kentei.record.job.Job;
import org.kentei.record.job.JobFiles;
import org.kentei.record.job.JobFiles.FileKind;

/** The files of jobs that have ended. */
@Path("/v1/jobs")
@Produces(BodyLimit.NDJSON)
@Tag(name = "Jobs")
public class JobFileResource {

    private final OwnJobs own;
    private final JobFiles files;
    private final CurrentCaller callers;

    public JobFileResource(OwnJobs own, JobFiles files, CurrentCaller callers) {
        this.own = own;
        this.files = files;
        this.callers = callers;
    }

    @GET
    @AllowedRoles(Role.ASSESS)
    @Path("/{jobId}/results")
    @ExportOperation
    @Operation(
            operationId = "getJobResults",
            summary = "The results of a job",
            description =
                    "A line for each candidate that is assessed, in the order of the file that was sent: `{\"line\","
                            + " \"candidateId\", \"status\", \"result\"}` with the short form of the result. The job tells the"
                            + " number of lines and the SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name for the file.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER, ProblemType.JOB_RUNNING})
    public Response results(
            @PathParam("jobId") @Parameter(description = "The id of the job.") String jobId, @Context UriInfo uri) {
        return file(jobId, FileKind.RESULTS, uri);
    }

    @GET
    @AllowedRoles(Role.ASSESS)
    @Path("/{jobId}/errors")
    @ExportOperation
    @Operation(
            operationId = "getJobErrors",
            summary = "The errors of a job",
            description =
                    "A line for each candidate that was refused or erased, in the order of the file that was sent:"
                            + " `{\"line\", \"candidateId\", \"status\", \"problem\"}`. The job tells the number of lines and the"
                            + " SHA-256.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name for the file.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER, ProblemType.JOB_RUNNING})
    public Response errors(
            @PathParam("jobId") @Parameter(description = "The id of the job.") String jobId, @Context UriInfo uri) {
        return file(jobId, FileKind.ERRORS, uri);
    }

    private Response file(String jobId, FileKind kind, UriInfo uri) {
        new QueryParameters(uri);
        Job job = own.require(jobId);
        if (job.results() == null || job.errors() == null) {
            throw new ProblemException(ProblemType.JOB_RUNNING.problem(
                    "The job is " + job.state() + ". Its files can be read when it has ended."));
        }
        UUID id = job.jobId();
        BooleanSupplier accepted = callers.stillAccepted();
        StreamedBody body = out -> files.write(id, kind, JobAnswers::erased, new CheckedOutput(out, accepted));
        return Response.ok(body)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + kind.name().toLowerCase(Locale.ROOT) + ".ndjson\"")
                .build();
    }

    /** Breaks off when the credential of the request is not accepted any more. */
    private static final class CheckedOutput extends java.io.FilterOutputStream {

        private final BooleanSupplier accepted;

        CheckedOutput(java.io.OutputStream out, BooleanSupplier accepted) {
            super(out);
            this.accepted = accepted;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            if (!accepted.getAsBoolean()) {
                throw new IOException("The credential of a download ended before the download did.");
            }
            out.write(some, offset, length);
        }
    }
}
