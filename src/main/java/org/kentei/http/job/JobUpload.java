package org.kentei.http.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Assessor;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.bulk.CandidateLines;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.candidate.StatedCandidateId;
import org.kentei.hash.Hash;
import org.kentei.http.problem.FailureReason;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.response.Capacity;
import org.kentei.record.idempotency.RequestKey;
import org.kentei.record.job.Job;
import org.kentei.record.job.Job.JobState;
import org.kentei.record.job.JobGoneException;
import org.kentei.record.job.Jobs;
import org.kentei.record.job.Jobs.Beginning;
import org.kentei.record.job.Jobs.NewJob;
import org.kentei.record.job.Jobs.ReceivedLine;
import org.kentei.record.job.Jobs.Receiving;
import org.kentei.record.job.JobsConfig;
import org.kentei.record.job.TooManyJobsException;

/** Receives jobs: stores the lines of a file as they arrive. Only little of a file is in memory at a time. */
@ApplicationScoped
public class JobUpload {

    private static final Logger LOG = Logger.getLogger(JobUpload.class);

    private static final int LINES_AT_ONCE = 500;
    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final long LONGEST_UNSTORED = Duration.ofSeconds(5).toNanos();

    private final ActiveRuleset rulesets;
    private final Assessor assessor;
    private final Jobs jobs;
    private final JobsConfig config;
    private final Capacity capacity;

    public JobUpload(ActiveRuleset rulesets, Assessor assessor, Jobs jobs, JobsConfig config, Capacity capacity) {
        this.rulesets = rulesets;
        this.assessor = assessor;
        this.jobs = jobs;
        this.config = config;
        this.capacity = capacity;
    }

    /**
     * A job that was received.
     *
     * @param replayed whether it was there before, under the same idempotency key
     */
    record Received(Job job, boolean replayed) {}

    /**
     * Receives a file. When this returns, all of it is stored. The ruleset that is active now decides all of it.
     *
     * @throws ProblemException if it is not received; nothing of it is kept then
     */
    Received receive(InputStream body, Caller caller, @Nullable String key) {
        // the fingerprint is compared later: it is known when the whole body was read
        Hash requestKey = key == null
                ? null
                : RequestKey.of("job", caller.client(), key, new byte[0]).key();
        try (Capacity.Reserved place = capacity.stream()) {
            Beginning beginning = begin(caller, requestKey);
            HashedInput input = new HashedInput(CandidateLines.unpacked(body), config.bytes());
            if (beginning instanceof Beginning.Known known) {
                return new Received(sameAs(known.job(), input), true);
            }
            Receiving receiving = ((Beginning.Begun) beginning).receiving();
            boolean received = false;
            try {
                store(input, receiving);
                Job job = receiving.complete(input.hash());
                received = true;
                return new Received(job, false);
            } finally {
                if (!received) {
                    giveUp(receiving);
                }
            }
        } catch (TooManyJobsException open) {
            throw new ProblemException(ProblemType.TOO_MANY_JOBS.problem("You have " + open.most()
                    + (open.most() == 1 ? " open job" : " open jobs") + ". Wait until one has ended, or cancel one."));
        } catch (JobGoneException silent) {
            throw new ProblemException(ProblemType.NOT_IN_TIME.problem(
                    "The lines of the job did not arrive in time. Nothing was stored."));
        } catch (ZipException spoilt) {
            throw new ProblemException(ProblemType.BAD_REQUEST.problem(
                    "The body begins as gzip and cannot be unpacked: it is damaged or cut off, or other data follow."
                            + " Nothing was stored."));
        } catch (IOException broken) {
            throw new ProblemException(ProblemType.BAD_REQUEST.problem(
                    "The body did not arrive completely or in time. Nothing was stored."));
        }
    }

    private Beginning begin(Caller caller, @Nullable Hash requestKey) {
        try (LoadedRuleset.LongHold ruleset = rulesets.hold()) {
            // another instance may go on with the job, and finds the rules in the record
            assessor.recordActivation(ruleset.active());
            return jobs.begin(new NewJob(
                    caller.client(),
                    caller.address(),
                    requestKey,
                    ruleset.active().ruleset().revision()));
        }
    }

    private static Job sameAs(Job known, HashedInput input) throws IOException {
        if (known.state() == JobState.RECEIVING) {
            throw new ProblemException(ProblemType.REQUEST_RUNNING.problem(
                    "Another request with this idempotency key is still being received. Send this one again later."));
        }
        input.transferTo(OutputStream.nullOutputStream());
        if (!input.hash().equals(known.input())) {
            throw new ProblemException(ProblemMappers.KEY_REUSED);
        }
        return known;
    }

    private void store(HashedInput input, Receiving receiving) throws IOException {
        List<ReceivedLine> some = new ArrayList<>();
        int bytes = 0;
        long count = 0;
        long since = System.nanoTime();
        try (CandidateLines lines = CandidateLines.of(input)) {
            for (CandidateLine line = lines.next(); line != null; line = lines.next()) {
                if (++count > config.lines()) {
                    throw tooLarge("A job must have at most " + config.lines() + " lines.");
                }
                String candidateId = StatedCandidateId.of(new String(line.json(), StandardCharsets.UTF_8));
                some.add(new ReceivedLine(line.number(), candidateId, line.json()));
                bytes += line.json().length;
                if (some.size() == LINES_AT_ONCE
                        || bytes >= BYTES_AT_ONCE
                        || System.nanoTime() - since > LONGEST_UNSTORED) {
                    receiving.add(some);
                    some.clear();
                    bytes = 0;
                    since = System.nanoTime();
                }
            }
        }
        if (!some.isEmpty()) {
            receiving.add(some);
        }
    }

    private static void giveUp(Receiving receiving) {
        try {
            receiving.giveUp();
        } catch (RuntimeException laterThen) {
            LOG.debugf("A job that was not received will be deleted later: %s", FailureReason.of(laterThen));
        }
    }

    private static ProblemException tooLarge(String detail) {
        Problem problem = ProblemType.TOO_LARGE.problem(detail + " Nothing was stored.");
        return new ProblemException(problem);
    }

    /** Hashes what is read, and refuses more bytes than a job may have. */
    private static final class HashedInput extends FilterInputStream {

        private final MessageDigest digest;
        private final long most;
        private long bytes;

        HashedInput(InputStream in, long most) {
            this(in, most, Hash.digest());
        }

        private HashedInput(InputStream in, long most, MessageDigest digest) {
            super(new DigestInputStream(in, digest));
            this.digest = digest;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            bytes += Math.max(0, count);
            if (bytes > most) {
                throw tooLarge("A job must have at most " + most + " bytes, unpacked.");
            }
            return count;
        }

        Hash hash() {
            return Hash.ofBytes(digest.digest());
        }
    }
}
