package org.kentei.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.RunningVersion;
import org.kentei.bulk.CandidateLines;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.bulk.CandidateResult;
import org.kentei.bulk.OrderedWork;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.candidate.StatedCandidateId;
import org.kentei.command.AssessedFile.Earlier;
import org.kentei.command.AssessedLine.Counts;
import org.kentei.command.AssessedLine.LineProblem;
import org.kentei.files.FileFailure;
import org.kentei.ruleset.Ruleset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides many candidates without a service. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        description = {
            "Decides candidates, one a line (NDJSON, also compressed by gzip), without a service. Nothing is recorded.",
            "Writes a line for each in the same order, and a last line with the counts. Called again after a break, it"
                    + " goes on where it stopped.",
            "Ends with 0, 1 when a candidate is refused, 2 when called wrongly."
        })
final class AssessCommand implements Callable<Integer> {

    /** A candidate takes far less than a millisecond. One that runs into this ends the command, rather than hang it. */
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    @Parameters(paramLabel = "FILE", description = "The candidates.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write. What a break left there is gone on with.")
    private Path out;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The folder of the rules (default: ${DEFAULT-VALUE}).")
    private Path rules;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day on which candidates are judged that state none (default: today).")
    private @Nullable LocalDate asOf;

    @Option(names = "--full", description = "Write whole results, with all sheets, criteria and evidence.")
    private boolean full;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads decide (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "`--threads` must be 1 or more.");
        }
        CommandFiles.requireFile(file);
        try (Ruleset ruleset = CommandFiles.rulesetOf("--rules", rules);
                InputStream input = Files.newInputStream(file);
                AssessedFile results = AssessedFile.open(out)) {
            Earlier earlier = results.earlier();
            if (earlier.revision() != null && !earlier.revision().equals(ruleset.revision())) {
                throw new CommandException("`" + out + "` was begun under the revision " + earlier.revision()
                        + "; the rules in `" + rules + "` are " + ruleset.revision() + ". Name another file, or those"
                        + " rules.");
            }
            if (earlier.complete()) {
                // the candidates may be others by now, and the verdicts would be taken for theirs
                throw new CommandException("`" + out + "` is complete: an earlier call decided "
                        + TerminalText.count(earlier.counts().decided(), "candidate") + " and refused "
                        + earlier.counts().refused() + ". Nothing was decided now. Name another file, or delete this"
                        + " one.");
            }
            decide(ruleset, input, results);
            results.end();
            return report(results.counts(), ruleset);
        } catch (NoSuchFileException missing) {
            throw new CommandException("A file cannot be read or written: " + FileFailure.reason(missing));
        } catch (IOException | UncheckedIOException failed) {
            throw new CommandException(
                    "`" + file + "` cannot be read, or `" + out + "` cannot be written: " + FileFailure.reason(failed));
        }
    }

    private void decide(Ruleset ruleset, InputStream input, AssessedFile results) throws IOException {
        CandidateReader reader = new CandidateReader(ruleset.vocabulary(), thatDay(results.earlier()));
        ProgressBar progress = new ProgressBar(spec.commandLine().getErr(), lines());
        try (CandidateLines lines = CandidateLines.maybeCompressed(input)) {
            skip(lines, results.earlier(), progress, last -> assess(ruleset, reader, last));
            OrderedWork.run(
                    threads,
                    () -> some(lines),
                    (List<CandidateLine> some) -> some.stream()
                            .map(line -> assess(ruleset, reader, line))
                            .toList(),
                    (List<AssessedLine> assessed) -> assessed.forEach(line -> {
                        add(results, line);
                        progress.step();
                    }));
        } finally {
            progress.end();
        }
    }

    /** The day that candidates count with that state none: the same one as before a break. */
    private Clock thatDay(Earlier earlier) {
        Clock now = Settings.clock();
        if (asOf != null && earlier.today() != null && !asOf.equals(earlier.today())) {
            throw new CommandException("`" + out + "` was begun as of " + earlier.today() + ", not " + asOf + ".");
        }
        LocalDate day = asOf != null ? asOf : earlier.today();
        ZoneId zone = now.getZone();
        return day == null
                ? Clock.fixed(now.instant(), zone)
                : Clock.fixed(day.atTime(LocalTime.NOON).atZone(zone).toInstant(), zone);
    }

    /** Passes over what was answered before the break. */
    private void skip(
            CandidateLines lines,
            Earlier earlier,
            ProgressBar progress,
            Function<CandidateLine, AssessedLine> assessment)
            throws IOException {
        CandidateLine last = null;
        while (last == null || last.number() < earlier.lastLine()) {
            if (earlier.lastLine() == 0) {
                return;
            }
            last = lines.next();
            if (last == null) {
                break;
            }
            progress.step();
        }
        if (last == null || !AssessedFile.text(assessment.apply(last)).equals(earlier.lastAnswer())) {
            throw new CommandException("`" + out
                    + "` was begun for other candidates, with other options or by another version: its"
                    + " line for line " + earlier.lastLine() + " of `" + file + "` is not what would be written now."
                    + " Name another file.");
        }
    }

    private AssessedLine assess(Ruleset ruleset, CandidateReader reader, CandidateLine line) {
        try {
            Candidate candidate = reader.read(line.json());
            String result = CandidateResult.json(
                    ruleset, RunningVersion.current(), candidate, ruleset.decide(candidate, AT_MOST), full);
            return new AssessedLine(line.number(), candidate.candidateId(), AssessedLine.DECIDED, result, null);
        } catch (InvalidCandidateException refused) {
            return new AssessedLine(
                    line.number(), candidateId(line), AssessedLine.REFUSED, null, LineProblem.of(refused.faults()));
        }
    }

    private static @Nullable String candidateId(CandidateLine line) {
        return StatedCandidateId.of(new String(line.json(), StandardCharsets.UTF_8));
    }

    private static @Nullable List<CandidateLine> some(CandidateLines lines) {
        try {
            List<CandidateLine> some = lines.some();
            return some.isEmpty() ? null : some;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(AssessedFile results, AssessedLine line) {
        try {
            results.add(line);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private long lines() throws IOException {
        try (InputStream input = Files.newInputStream(file);
                CandidateLines lines = CandidateLines.maybeCompressed(input)) {
            long count = 0;
            while (lines.next() != null) {
                count++;
            }
            return count;
        }
    }

    private int report(Counts counts, Ruleset ruleset) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%,d candidates under %s: %,d decided, %,d refused; written to `%s`.%n",
                        counts.lines(), ruleset.revision(), counts.decided(), counts.refused(), out);
        return counts.refused() == 0 ? 0 : 1;
    }
}
