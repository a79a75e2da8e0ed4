package org.kentei.record.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jboss.logging.Logger;

/**
 * Compacts an H2 file while it is used. Each commit writes the changed pages anew, and what they replace is left between pages
 * that are still in use. H2 itself moves those together only when it is closed.
 */
final class H2Compaction implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(H2Compaction.class);

    private static final int PERIOD_SECONDS = 5;

    /** Commits wait as long at most. */
    private static final int MILLISECONDS_AT_ONCE = 200;

    private static final long SMALLEST_FILE = 16 << 20;

    /** A file is compacted while less than this part of it is in use. */
    private static final int PERCENT_IN_USE = 60;

    private final DataSource pool;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "h2-compaction");
        thread.setDaemon(true);
        return thread;
    });

    H2Compaction(DataSource pool) {
        this.pool = pool;
        timer.scheduleWithFixedDelay(this::compactQuietly, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void compactQuietly() {
        try {
            compact(MILLISECONDS_AT_ONCE);
        } catch (SQLException | MVStoreException failed) {
            LOG.debug("The database file could not be compacted now.", failed);
        }
    }

    /** Compacts the file for some time if too little of it is in use. */
    void compact(int milliseconds) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                MVStore store = session.getDatabase().getStore().getMvStore();
                if (store.getFileStore().size() > SMALLEST_FILE
                        && store.getFileStore().getChunksFillRate() < PERCENT_IN_USE) {
                    store.compactFile(milliseconds);
                }
            }
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PERIOD_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("The database file is still being compacted.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
