package org.kentei.live.gate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kentei.live.gate.GateProcess.Cancelled;
import org.kentei.live.gate.GateProcess.ExitedGate;
import org.kentei.live.gate.GateProcess.TimedOut;
import org.kentei.live.gate.GateProcess.TooMuchOutput;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/**
 * Checks a revision before it may become active. The checks run in a process of their own, because nothing inside a JVM
 * stops a rule that loops in one join or uses all the memory.
 */
public final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    /** What a JVM with {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    /** What a process ends with that was killed, mostly by the system for the sake of others' memory. */
    private static final int KILLED = 137;

    /** What came of a revision. */
    public sealed interface GateResult {}

    /**
     * It can decide. It may become active if no case fails.
     *
     * @param failedCases the cases that it decides otherwise than they expect
     */
    public record Accepted(List<Mistake> failedCases) implements GateResult {}

    /** It may not. */
    public record Rejected(List<Mistake> mistakes) implements GateResult {}

    /** The checks were broken off, since a newer revision is there. */
    record GateSuperseded() implements GateResult {}

    private final List<String> commandLine;
    private final Duration timeLimit;
    private final String heap;

    public Gate(Duration timeLimit, String heap) {
        this(GateCommandLine.of(heap), timeLimit, heap);
    }

    /** For tests of what a process may do wrong. */
    Gate(List<String> commandLine, Duration timeLimit, String heap) {
        this.commandLine = commandLine;
        this.timeLimit = timeLimit;
        this.heap = heap;
    }

    /** Checks a revision; it takes some seconds. It is broken off when it is superseded. */
    public GateResult check(RulesetFiles files, BooleanSupplier superseded) throws InterruptedException {
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

    private GateResult outcome(GateFolder folder, GateProcess.ExitResult end) throws IOException {
        if (end instanceof Cancelled) {
            return new GateSuperseded();
        }
        if (end instanceof TimedOut) {
            return refused("The rules were not checked within " + timeLimit.toMillis() / 1000.0
                    + " s; a rule may not terminate.");
        }
        if (end instanceof TooMuchOutput) {
            return refused("The check of the rules wrote too much output.");
        }
        ExitedGate exited = (ExitedGate) end;
        if (exited.code() == 0 && folder.reported()) {
            GateReport report = folder.read(exited.lastWords());
            return report.decides() ? new Accepted(report.failedCases()) : new Rejected(report.mistakes());
        }
        LOG.errorf("The process that checks rules ended with %d: %s", exited.code(), exited.lastWords());
        return refused(
                switch (exited.code()) {
                    case OUT_OF_MEMORY ->
                        "The rules took more than " + heap
                                + " of memory while they were checked; perhaps a file is far too large, or a rule matches without end.";
                    case KILLED -> "The check of the rules was killed by the system, probably because memory ran out.";
                    default ->
                        "The check of the rules broke off (exit code " + exited.code()
                                + "); the service's log says more.";
                });
    }

    private static Rejected refused(String reason) {
        return new Rejected(GateReport.ofRules(reason).mistakes());
    }
}
