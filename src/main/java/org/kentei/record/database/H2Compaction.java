package org.kentei.record.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.jboss.logging.Logger;

/**
 * Compacts an H2 file while it is used. Each commit writes the changed pages anew, and what they replace is left between pages
 * that are still in use. H2 itself moves those together only when it is closed.
 */
final class H2Compaction implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(H2Compaction.class);

    private static final int MILLISECONDS_BETWEEN_STEPS = 100;

    /** Commits wait while a step is made, so it is a small one: with steps of 16 MB they waited for 300 ms. */
    private static final int BYTES_OF_A_STEP = 1 << 20;

    private static final int SECONDS_BETWEEN_MOVES = 5;
    private static final int BYTES_OF_A_MOVE = 16 << 20;

    private static final long SMALLEST_FILE = 16 << 20;

    /** It is compacted while less than this part is in use. */
    private static final int PERCENT_IN_USE = 60;

    private static final int SECONDS_FOR_THE_LAST_STEP = 5;

    private final DataSource pool;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "h2-compaction");
        thread.setDaemon(true);
        return thread;
    });

    H2Compaction(DataSource pool) {
        this.pool = pool;
        repeat(H2Compaction::writeSparsePages, MILLISECONDS_BETWEEN_STEPS);
        repeat(H2Compaction::moveTogether, TimeUnit.SECONDS.toMillis(SECONDS_BETWEEN_MOVES));
    }

    private void repeat(BiConsumer<MVStore, RandomAccessStore> step, long milliseconds) {
        timer.scheduleWithFixedDelay(() -> attempt(step), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    private void attempt(BiConsumer<MVStore, RandomAccessStore> step) {
        try (Connection connection = pool.getConnection()) {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                if (store.getFileStore() instanceof RandomAccessStore file && file.size() > SMALLEST_FILE) {
                    step.accept(store, file);
                }
            }
        } catch (SQLException | MVStoreException failed) {
            LOG.debug("The database file could not be compacted now.", failed);
        }
    }

    /** Writes the pages anew that are left in the sparsest parts of the file, so that these parts are free. */
    private static void writeSparsePages(MVStore store, RandomAccessStore file) {
        // each commit waits for the disk, so what it replaced can be written over at once
        store.setRetentionTime(0);
        if (store.compact(PERCENT_IN_USE, BYTES_OF_A_STEP)) {
            store.commit();
        }
    }

    /** Moves the last parts of the file to free ones, and cuts off its end. Free parts are used again without this, so it is rarely needed. */
    private static void moveTogether(MVStore store, RandomAccessStore file) {
        if (file.getFillRate() < PERCENT_IN_USE) {
            file.compactMoveChunks(PERCENT_IN_USE, BYTES_OF_A_MOVE, store);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(SECONDS_FOR_THE_LAST_STEP, TimeUnit.SECONDS)) {
                LOG.debug("The database file is still being compacted.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
