package org.kentei;

import io.quarkus.logging.LoggingFilter;
import io.quarkus.runtime.Application;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.record.database.StoreUnavailableException;

/**
 * Says in one line of the log why the service does not start, if a file or the database cannot be used. A stack trace would
 * hide the reason. A failure that nobody expected keeps its own.
 */
@LoggingFilter(name = "refused-start")
public final class RefusedStart implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        if (Application.class.getName().equals(record.getLoggerName())) {
            reason(record.getThrown()).ifPresent(reason -> {
                record.setMessage("The service does not start. " + reason);
                record.setParameters(new Object[0]);
                record.setThrown(null);
            });
        }
        return true;
    }

    private static Optional<String> reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException store && store.isReasonKnown()) {
                String detail =
                        store.getCause() == null ? "" : " (" + root(store).getMessage() + ")";
                return Optional.of(store.getMessage() + detail);
            }
            if (cause instanceof UnusableFileException file) {
                return Optional.ofNullable(file.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
