package org.kentei.http.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.kentei.assessment.AssessmentId;
import org.kentei.assessment.Decision;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.assessment.NotReadyException;
import org.kentei.assessment.RulesetsInUse;
import org.kentei.assessment.RulesetsInUse.MissingRevisionException;
import org.kentei.bulk.BulkAssessor;
import org.kentei.bulk.BulkAssessor.Decided;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.bulk.LineOutcome.Stored;
import org.kentei.http.problem.FailureReason;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.response.Capacity;
import org.kentei.http.response.LineAnswers;
import org.kentei.log.Client;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.Encryption.DecryptionException;
import org.kentei.record.job.Job;
import org.kentei.record.job.JobFiles;
import org.kentei.record.job.JobGoneException;
import org.kentei.record.job.JobMetrics;
import org.kentei.record.job.JobWork;
import org.kentei.record.job.JobWork.DecidedLine;
import org.kentei.record.job.JobWork.Task;
import org.kentei.record.job.JobWork.WaitingLine;
import org.kentei.record.job.Jobs;
import org.kentei.record.job.JobsConfig;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.AssessmentStore.PreparedAssessment;

/** Works on jobs: takes a chunk of lines, decides them, and stores assessments and answers in one transaction. */
@ApplicationScoped
public class JobWorker {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    /** How long a worker waits before it looks for work that another instance received. */
    private static final long MILLIS_BETWEEN_LOOKS = 1000;

    private static final long SECONDS_TO_STOP = 10;

    private final Jobs jobs;
    private final JobWork work;
    private final JobFiles files;
    private final RulesetsInUse rulesets;
    private final BulkAssessor assessor;
    private final AssessmentStore store;
    private final LineAnswers answers;
    private final Capacity capacity;
    private final Clock clock;
    private final JobMetrics metrics;
    private final int workers;
    private final Semaphore news = new Semaphore(0);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch running;

    public JobWorker(
            Jobs jobs,
            JobWork work,
            JobFiles files,
            RulesetsInUse rulesets,
            BulkAssessor assessor,
            AssessmentStore store,
            LineAnswers answers,
            Capacity capacity,
            Clock clock,
            JobMetrics metrics,
            JobsConfig config) {
        this.jobs = jobs;
        this.work = work;
        this.files = files;
        this.rulesets = rulesets;
        this.assessor = assessor;
        this.store = store;
        this.answers = answers;
        this.capacity = capacity;
        this.clock = clock;
        this.metrics = metrics;
        this.workers = config.workers();
        this.running = new CountDownLatch(workers);
    }

    void start(@Observes StartupEvent event) {
        for (int number = 1; number <= workers; number++) {
            Thread thread = new Thread(this::run, "job-worker-" + number);
            thread.setDaemon(true);
            thread.setContextClassLoader(JobWorker.class.getClassLoader());
            thread.start();
        }
    }

    /** Finishes the chunks that are being decided; what is left is done after the next start, or by another instance. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.set(true);
        news.release(workers);
        if (!running.await(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            LOG.warn("A chunk of a job was not finished. It will be given out again.");
        }
    }

    /** Lets a worker look for work at once. */
    public void wake() {
        news.release();
    }

    private void run() {
        boolean failing = false;
        try {
            while (!stopping.get()) {
                boolean idle = true;
                try {
                    idle = !workOnce();
                    failing = false;
                } catch (NotReadyException notYet) {
                    LOG.debug("Jobs wait for the rules.");
                } catch (RuntimeException failed) {
                    if (!failing) {
                        LOG.warnf("Jobs cannot be worked on now; this is tried again: %s", FailureReason.of(failed));
                        LOG.debug("Jobs cannot be worked on now.", failed);
                    }
                    failing = true;
                }
                if (idle && news.tryAcquire(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            running.countDown();
        }
    }

    /** Does a piece of work; false if there is none. */
    private boolean workOnce() {
        Optional<Task> task = work.claim();
        if (task.isEmpty()) {
            rulesets.release();
            return false;
        }
        if (task.get() instanceof Task.Files completing) {
            files.complete(completing, JobAnswers::erased);
        } else {
            decide((Task.Chunk) task.get());
        }
        return true;
    }

    private void decide(Task.Chunk chunk) {
        Job job = chunk.job();
        try (LoadedRuleset.LongHold ruleset = rulesets.hold(job.revision())) {
            List<WaitingLine> lines = work.lines(chunk);
            Client client = new Client(job.client(), job.address());
            int bytes = lines.stream().mapToInt(line -> line.json().length).sum();
            try (Capacity.Reserved memory = capacity.decision(bytes)) {
                store(
                        chunk,
                        lines.stream()
                                .map(line -> assessor.decide(
                                        ruleset,
                                        new CandidateLine(line.number(), line.json()),
                                        client,
                                        AssessmentId.at(clock.instant())))
                                .toList());
            }
        } catch (MissingRevisionException missing) {
            jobs.fail(job.jobId(), missing.getMessage());
        } catch (DecryptionException unreadable) {
            jobs.fail(
                    job.jobId(),
                    "The lines of the job cannot be read: they were changed, or the master key is another.");
        } catch (JobGoneException changed) {
            LOG.debugf("A chunk of the job %s is decided again, or not at all.", job.jobId());
            giveBack(chunk);
        } catch (StoreUnavailableException | ProblemException notNow) {
            giveBack(chunk);
            throw notNow;
        }
    }

    private void store(Task.Chunk chunk, List<Decided> decided) {
        List<PreparedAssessment> prepared = new ArrayList<>();
        List<DecidedLine> lines = new ArrayList<>();
        for (Decided one : decided) {
            if (one.prepared() != null) {
                prepared.add(one.prepared());
            }
            lines.add(new DecidedLine(
                    one.outcome().line(),
                    one.outcome() instanceof Stored,
                    Decision.write(answers.of(one.outcome(), false))));
        }
        store.addAll(prepared, work.finish(chunk, lines));
        metrics.decided(lines);
    }

    private void giveBack(Task.Chunk chunk) {
        try {
            work.giveBack(chunk);
        } catch (RuntimeException unavailable) {
            LOG.debugf("A chunk will be given out again when its time is over: %s", FailureReason.of(unavailable));
        }
    }
}
