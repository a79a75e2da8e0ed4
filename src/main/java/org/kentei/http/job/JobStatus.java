package org.kentei.http.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kentei.log.RulesetReference;
import org.kentei.record.job.Job;
import org.kentei.record.job.Job.JobFile;
import org.kentei.record.job.Job.JobState;

/** A job as its client sees it. */
@Schema(name = "Job", description = "A file of candidates that is assessed in the background.")
public record JobStatus(
        @Schema(description = "The id of the job.") UUID jobId,

        @Schema(description = "The path of the job.", examples = "/v1/jobs/1d7f9c1e-52b8-4f0c-9b1e-3a6d2c4e5f60")
        String location,

        @Schema(
                description =
                        "`RECEIVING`: its lines are arriving. `RUNNING`: they are being assessed. `COMPLETING`: all"
                                + " are assessed or refused, and the files are being completed. `FINISHED`, `CANCELLED` and"
                                + " `FAILED`: it has ended.")
        JobState state,

        @Schema(description = "Why it failed; null if it did not.", nullable = true) @Nullable
        String failure,

        RulesetReference ruleset,

        @Schema(description = "When the first of its lines arrived.")
        Instant createdAt,

        @Schema(description = "When it ended; null while it has not.", nullable = true) @Nullable
        Instant endedAt,

        @Schema(description = "When the job and its files are deleted; null while it has not ended.", nullable = true)
        @Nullable
        Instant expiresAt,

        @Schema(
                description = "The SHA-256 of the file that was sent, unpacked, in hex; null while it is arriving.",
                nullable = true)
        @Nullable
        String sha256,

        @Schema(description = "How many candidates it has, without blank lines.", minimum = "0")
        long lines,

        @Schema(description = "How many of them are assessed.", minimum = "0")
        long assessed,

        @Schema(description = "How many were refused.", minimum = "0")
        long refused,

        @Schema(description = "How many were erased, before or after they were assessed.", minimum = "0")
        long erased,

        @Schema(description = "How many are left. If the job was cancelled or failed, they stay undone.", minimum = "0")
        long waiting,

        @Schema(nullable = true) @Nullable FileStatus results,

        @Schema(nullable = true) @Nullable FileStatus errors) {

    /** A file that can be read. */
    @Schema(name = "JobFile", description = "A file of a job, as NDJSON; null until the job has ended.")
    public record FileStatus(
            @Schema(description = "Its path.", examples = "/v1/jobs/1d7f9c1e-52b8-4f0c-9b1e-3a6d2c4e5f60/results")
            String location,

            @Schema(description = "How many lines it has.", minimum = "0")
            long lines,

            @Schema(description = "How many bytes it has, before any compression.", minimum = "0")
            long bytes,

            @Schema(description = "The SHA-256 of these bytes, in hex.")
            String sha256) {

        private static @Nullable FileStatus of(Job job, String name, @Nullable JobFile file) {
            return file == null
                    ? null
                    : new FileStatus(
                            path(job.jobId()) + "/" + name,
                            file.lines(),
                            file.bytes(),
                            file.sha256().hex());
        }
    }

    /** The newest jobs of a client. */
    @Schema(description = "The newest jobs of the client.")
    public record JobList(
            @Schema(description = "The newest first, at most 100.")
            List<JobStatus> items) {}

    /** @param life how long a job is kept after it ended */
    static JobStatus of(Job job, Duration life) {
        return new JobStatus(
                job.jobId(),
                path(job.jobId()),
                job.state(),
                job.failure(),
                new RulesetReference(job.revision()),
                job.createdAt(),
                job.endedAt(),
                job.endedAt() == null ? null : job.endedAt().plus(life),
                job.input() == null ? null : job.input().hex(),
                job.lines(),
                job.assessed(),
                job.refused(),
                job.erased(),
                job.waiting(),
                FileStatus.of(job, "results", job.results()),
                FileStatus.of(job, "errors", job.errors()));
    }

    static String path(UUID jobId) {
        return "/v1/jobs/" + jobId;
    }
}
