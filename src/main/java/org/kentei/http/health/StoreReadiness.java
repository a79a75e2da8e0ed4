package org.kentei.http.health;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentReader;

/**
 * Ready while the database answers soon and does not refuse to store. After a refusal it is not ready for some seconds, until
 * something is stored again; then requests may try again. The response does not tell the database's address.
 */
@ApplicationScoped
@Readiness
public class StoreReadiness implements HealthCheck {

    /** Probes give up after some seconds, and a database that does not answer must not keep them waiting. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(10);

    private final AssessmentReader assessments;
    private final RecordLog log;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread checking = new Thread(work, "store-readiness");
        checking.setDaemon(true);
        return checking;
    });
    private CompletableFuture<Boolean> running = CompletableFuture.completedFuture(true);

    public StoreReadiness(AssessmentReader assessments, RecordLog log) {
        this.assessments = assessments;
        this.log = log;
    }

    @PreDestroy
    void stop() {
        // not interrupted: that could close the file of H2 for all
        thread.shutdown();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("store")
                .status(!log.refusedLately(AFTER_A_REFUSAL) && answersSoon())
                .build();
    }

    private boolean answersSoon() {
        try {
            return check().get(LONGEST_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** One check at a time, however many probes wait for it. */
    private synchronized CompletableFuture<Boolean> check() {
        if (running.isDone()) {
            running = CompletableFuture.supplyAsync(this::answers, thread);
        }
        return running;
    }

    private boolean answers() {
        try {
            assessments.check();
            return true;
        } catch (StoreUnavailableException unavailable) {
            return false;
        }
    }
}
