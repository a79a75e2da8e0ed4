package org.kentei.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kentei.live.GateProcess.Exited;
import org.kentei.live.GateProcess.Flooding;
import org.kentei.live.GateProcess.OutOfTime;
import org.kentei.live.GateProcess.Unwanted;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Mistake;

/**
 * Has a revision checked before it may go live. The checks run in a process of their own, since nothing inside a JVM
 * stops a rule that spins in one join or takes all the memory; there such a rule hurts nobody else.
 */
final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    /** What a JVM with {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    /** What a process ends with that was killed, mostly by the system for the sake of others' memory. */
    private static final int KILLED = 137;

    /** What came of a revision. */
    sealed interface Outcome {}

    /**
     * It can decide; it may go live if no case fails.
     *
     * @param failedCases the cases that it decides otherwise than they expect
     */
    record Passed(List<Mistake> failedCases) implements Outcome {}

    /** It may not. */
    record Refused(List<Mistake> mistakes) implements Outcome {}

    /** The checks were broken off, since a newer revision is there. */
    record Superseded() implements Outcome {}

    private final List<String> commandLine;
    private final Duration timeLimit;
    private final String heap;

    Gate(Duration timeLimit, String heap) {
        this(GateCommandLine.of(heap), timeLimit, heap);
    }

    /** For tests of what a process may do wrong. */
    Gate(List<String> commandLine, Duration timeLimit, String heap) {
        this.commandLine = commandLine;
        this.timeLimit = timeLimit;
        this.heap = heap;
    }

    /** Checks a revision; it takes some seconds. It is broken off when it is superseded. */
    Outcome check(RulesetFiles files, BooleanSupplier superseded) throws InterruptedException {
        try (GateFolder folder = GateFolder.of(files)) {
            List<String> words = Stream.concat(
                            commandLine.stream(), Stream.of(folder.path().toString()))
                    .toList();
            return outcome(folder, new GateProcess(words, folder.work(), timeLimit).run(superseded));
        } catch (IOException failed) {
            LOG.error("The rules could not be checked.", failed);
            return refused("The rules could not be checked, since a process or a file for the checks could not be made;"
                    + " the service's log says why.");
        }
    }

    private Outcome outcome(GateFolder folder, GateProcess.End end) throws IOException {
        if (end instanceof Unwanted) {
            return new Superseded();
        }
        if (end instanceof OutOfTime) {
            return refused("The rules were not checked within " + timeLimit.toMillis() / 1000.0
                    + " s; perhaps one of them does not come to an end.");
        }
        if (end instanceof Flooding) {
            return refused("The rules printed without end while they were checked.");
        }
        Exited exited = (Exited) end;
        if (exited.code() == 0 && folder.reported()) {
            GateReport report = folder.read(exited.lastWords());
            return report.decides() ? new Passed(report.failedCases()) : new Refused(report.mistakes());
        }
        LOG.errorf("The process that checks rules ended with %d: %s", exited.code(), exited.lastWords());
        return refused(
                switch (exited.code()) {
                    case OUT_OF_MEMORY ->
                        "The rules took more than " + heap
                                + " of memory while they were checked; perhaps a file is far too large, or a rule matches without end.";
                    case KILLED -> "The check of the rules was killed by the system, perhaps for want of memory.";
                    default ->
                        "The check of the rules broke off (exit code " + exited.code()
                                + "); the service's log says more.";
                });
    }

    private static Refused refused(String reason) {
        return new Refused(GateReport.ofRules(reason).mistakes());
    }
}
