package org.kentei.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Runs a process that may do anything wrong: it gets a limit of time, what it prints is read and thrown away, and when
 * it goes over either it is ended with everything that it started.
 */
final class GateProcess {

    /** How the process ended. */
    sealed interface End {}

    /** It ended by itself. */
    record Exited(int code, String lastWords) implements End {}

    /** It took too long. */
    record OutOfTime() implements End {}

    /** It printed too much. */
    record Flooding() implements End {}

    /** Nobody wanted the answer any more. */
    record Unwanted() implements End {}

    private static final int MOST_PRINTED = 1 << 20;
    private static final int LAST_WORDS = 4096;
    private static final long GLANCE_MILLIS = 50;

    /** The process is told nothing that the service was told, such as the database's password. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME", "SystemRoot");

    private final List<String> commandLine;
    private final Duration timeLimit;

    GateProcess(List<String> commandLine, Duration timeLimit) {
        this.commandLine = commandLine;
        this.timeLimit = timeLimit;
    }

    /** Runs it to its end. */
    End run(BooleanSupplier unwanted) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(commandLine).redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        long end = System.nanoTime() + timeLimit.toNanos();
        Process process = builder.start();
        Output output = new Output(process.getInputStream());
        output.start();
        try {
            while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end > 0) {
                    return new OutOfTime();
                }
                if (output.flooding.get()) {
                    return new Flooding();
                }
                if (unwanted.getAsBoolean()) {
                    return new Unwanted();
                }
            }
            return new Exited(process.exitValue(), output.lastWords());
        } finally {
            // children first: without their parent they could not be found
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.getOutputStream().close();
            output.end();
        }
    }

    private static final class Output extends Thread {

        private final InputStream printed;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final AtomicBoolean flooding = new AtomicBoolean();

        Output(InputStream printed) {
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
