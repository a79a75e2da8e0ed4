package org.kentei.live.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs a process that may do anything wrong: it gets a limit of time, what it prints is read and thrown away, and when
 * it goes over either it is ended with everything that it started.
 */
final class GateProcess {

    private static final Logger LOG = Logger.getLogger(GateProcess.class);

    /** How the process ended. */
    sealed interface ExitResult {}

    /** It ended by itself. */
    record ExitedGate(int code, String lastWords) implements ExitResult {}

    /** It took too long. */
    record TimedOut() implements ExitResult {}

    /** It printed too much. */
    record TooMuchOutput() implements ExitResult {}

    /** Nobody wanted the answer any more. */
    record Cancelled() implements ExitResult {}

    private static final int MOST_PRINTED = 1 << 20;
    private static final int LAST_WORDS = 4096;
    private static final long GLANCE_MILLIS = 50;

    private static final long SECONDS_TO_END = 10;

    /**
     * The process gets none of the service's settings, such as the password of the database: only how file names are
     * written, and the time zone.
     */
    private static final Set<String> ENVIRONMENT = Set.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot");

    private final List<String> commandLine;
    private final Path folder;
    private final Duration timeLimit;

    /**
     * @param folder the process's working directory
     */
    GateProcess(List<String> commandLine, Path folder, Duration timeLimit) {
        this.commandLine = commandLine;
        this.folder = folder;
        this.timeLimit = timeLimit;
    }

    /** Runs it to its end. When this returns, it and everything it started have ended. */
    ExitResult run(BooleanSupplier unwanted) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(commandLine).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        long end = System.nanoTime() + timeLimit.toNanos();
        Process process = builder.start();
        GateOutput output = new GateOutput(process.getInputStream());
        output.start();
        try {
            while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    return new TimedOut();
                }
                if (output.flooding.get()) {
                    return new TooMuchOutput();
                }
                if (unwanted.getAsBoolean()) {
                    return new Cancelled();
                }
            }
            // what it printed last may still be on its way
            output.join(TimeUnit.SECONDS.toMillis(1));
            return new ExitedGate(process.exitValue(), output.lastWords());
        } finally {
            // children first: without their parent they could not be found
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            process.getOutputStream().close();
            output.end();
            awaitEnd(all);
        }
    }

    /** A killed process takes some time to end. The next one must not run at the same time. */
    private static void awaitEnd(List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException unkillable) {
                LOG.errorf("The process %d, which checked rules, does not end.", process.pid());
            }
        }
    }

    private static final class GateOutput extends Thread {

        private final InputStream printed;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final AtomicBoolean flooding = new AtomicBoolean();

        GateOutput(InputStream printed) {
            super("gate-output");
            setDaemon(true);
            this.printed = printed;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            long total = 0;
            try {
                for (int read = printed.read(buffer); read >= 0; read = printed.read(buffer)) {
                    total += read;
                    keep(buffer, read);
                    if (total > MOST_PRINTED) {
                        flooding.set(true);
                        return;
                    }
                }
            } catch (IOException ended) {
                // with the process
            }
        }

        private synchronized void keep(byte[] buffer, int read) {
            if (kept.size() + read > LAST_WORDS) {
                byte[] all = kept.toByteArray();
                int rest = Math.max(0, Math.min(all.length, LAST_WORDS - read));
                kept.reset();
                kept.write(all, all.length - rest, rest);
            }
            int from = Math.max(0, read - LAST_WORDS);
            kept.write(buffer, from, read - from);
        }

        synchronized String lastWords() {
            return kept.toString(StandardCharsets.UTF_8).strip();
        }

        void end() throws IOException {
            printed.close();
        }
    }
}
