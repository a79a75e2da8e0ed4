package org.kentei.http.page;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;

/**
 * What differences between revisions mean, for pages. One search runs at a time and goes on after the page was sent, so
 * that the page has it the next time.
 */
@ApplicationScoped
public class EditMeanings {

    private static final SearchBounds ON_A_PAGE = new SearchBounds(2_000, Duration.ofSeconds(10));
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 2;
    private static final int MOST_KEPT = 20;

    private final ThreadPoolExecutor searches =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "edit-meanings");
                thread.setDaemon(true);
                return thread;
            });

    private final Map<String, CompletableFuture<EditMeaning>> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<EditMeaning>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** What the difference means; null where it is not known in time, or where one of the two cannot decide today. */
    public @Nullable EditMeaning of(RulesetFiles from, RulesetFiles to) {
        try {
            return search(from, to).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException | ExecutionException notKnown) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private synchronized CompletableFuture<EditMeaning> search(RulesetFiles from, RulesetFiles to) {
        String key = from.revision() + " " + to.revision();
        CompletableFuture<EditMeaning> known = kept.get(key);
        if (known == null) {
            known = CompletableFuture.supplyAsync(() -> searched(from, to), searches);
            kept.put(key, known);
        }
        return known;
    }

    private static EditMeaning searched(RulesetFiles from, RulesetFiles to) {
        try (Ruleset before = RulesetCompiler.compileArchived(from);
                Ruleset after = RulesetCompiler.compileArchived(to)) {
            return EditMeaning.of(before, after, ON_A_PAGE);
        } catch (InvalidRulesetException outdated) {
            throw new IllegalStateException("A revision of before cannot decide any more", outdated);
        }
    }

    @PreDestroy
    void end() {
        searches.shutdownNow();
    }
}
