package org.kentei;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the memory is used up. A thread that dies of an OutOfMemoryError may be the one that accepts
 * connections, or hold a lock, so a process that lives on may never answer again; one that ends is started again.
 *
 * <p>The JVM does this best, with {@code -XX:+ExitOnOutOfMemoryError}, which a program cannot set for itself. Without
 * the option this is the last resort: the process ends when such an error leaves a thread or is logged.
 */
@ApplicationScoped
public class EndOnOutOfMemory {

    /** What a JVM with {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    static final int EXIT_CODE = 3;

    private static final String OPTION = "ExitOnOutOfMemoryError";
    private static final int MOST_CAUSES = 20;

    /** Held here, since the log manager forgets the settings of loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    void start(@Observes StartupEvent event) {
        if (!isSet()) {
            org.jboss.logging.Logger.getLogger(EndOnOutOfMemory.class)
                    .warnf("Start Java with -XX:+%s, so that the process ends when the memory is used up.", OPTION);
        }
        install();
    }

    static void install() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            endIfOutOfMemory(thrown);
            if (before != null) {
                before.uncaughtException(thread, thrown);
            } else {
                org.jboss.logging.Logger.getLogger(EndOnOutOfMemory.class)
                        .errorf(thrown, "The thread %s died.", thread.getName());
            }
        });
        ROOT.addHandler(new Watching());
    }

    private static boolean isSet() {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return options != null
                && Boolean.parseBoolean(options.getVMOption(OPTION).getValue());
    }

    private static void endIfOutOfMemory(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int count = 0; cause != null && count < MOST_CAUSES; count++) {
            if (cause instanceof OutOfMemoryError) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            cause = cause.getCause();
        }
    }

    /** Sees what others caught and logged. */
    private static final class Watching extends Handler {

        @Override
        public void publish(LogRecord logged) {
            endIfOutOfMemory(logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
