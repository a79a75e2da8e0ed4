package org.kentei.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.live.BoundedReading.StalledException;
import org.kentei.live.RulesFolderWatch.FolderChange;
import org.kentei.live.RulesFolderWatch.FolderUnreadable;

/**
 * Looks into the rules folder from time to time. A look that does not end is given up and said to be stalled, and the
 * next one begins afresh, so that the watch goes on by itself once the folder answers again.
 */
final class RulesWatch {

    private static final Logger LOG = Logger.getLogger(RulesWatch.class);

    private final Path folder;
    private final Duration poll;
    private final Duration lookAtMost;
    private final Consumer<FolderChange> proposals;
    private final Clock clock;
    private volatile @Nullable Instant stalledSince;

    RulesWatch(Path folder, Duration poll, Consumer<FolderChange> proposals, Clock clock) {
        this(folder, poll, BoundedReading.AT_MOST, proposals, clock);
    }

    RulesWatch(Path folder, Duration poll, Duration lookAtMost, Consumer<FolderChange> proposals, Clock clock) {
        this.folder = folder;
        this.poll = poll;
        this.lookAtMost = lookAtMost;
        this.proposals = proposals;
        this.clock = clock;
    }

    /** Since when looks do not end; empty while they do. */
    Optional<Instant> stalledSince() {
        return Optional.ofNullable(stalledSince);
    }

    Thread start() {
        Thread looker = new Thread(this::lookForEver, "rules-watch");
        looker.setDaemon(true);
        looker.start();
        return looker;
    }

    private void lookForEver() {
        AtomicBoolean current = new AtomicBoolean(true);
        RulesFolderWatch looks = looks(current);
        try {
            while (true) {
                Thread.sleep(poll.toMillis());
                try {
                    RulesFolderWatch now = looks;
                    BoundedReading.of(
                            () -> {
                                now.look();
                                return true;
                            },
                            lookAtMost);
                    if (stalledSince != null) {
                        LOG.info("The rules folder is looked into again.");
                        stalledSince = null;
                    }
                } catch (StalledException stalled) {
                    // the look that was given up may end one day; what it finds then is old
                    current.set(false);
                    current = new AtomicBoolean(true);
                    looks = looks(current);
                    if (stalledSince == null) {
                        stalledSince = clock.instant();
                        proposals.accept(new FolderUnreadable(String.valueOf(stalled.getMessage())));
                    }
                } catch (java.io.IOException | RuntimeException unexpected) {
                    LOG.error("A look into the rules folder failed.", unexpected);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private RulesFolderWatch looks(AtomicBoolean current) {
        return new RulesFolderWatch(folder, finding -> {
            if (current.get()) {
                proposals.accept(finding);
            }
        });
    }
}
