package org.kentei.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.kentei.hash.Hash;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.ingestion.Ingestion;
import org.kentei.record.ingestion.Ingestion.IngestedLine;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.run.Run;
import org.kentei.run.Run.RunPart;
import org.kentei.run.RunFile;
import org.kentei.run.RunKey;
import org.kentei.run.SealedAssessment;
import org.kentei.run.SealedAssessment.ChangedLineException;
import org.kentei.run.SealedAssessment.OpenedAssessment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds the files of a run to the record. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Adds the files of a run on a cluster to the record: one entry of the log for each file, and a key for"
                    + " each assessment.",
            "The files stay where they are, and the record needs them there. If it is run again, it continues where it"
                    + " stopped."
        })
final class IngestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The secret of the run. Delete it when all files are added: whoever has it can"
                    + " open what was erased.")
    private Path key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenRecord record = Settings.record()) {
            Run run = Run.read(folder);
            RunKey secret = RunKey.read(key).ofRun(run.run());
            keepRuleset(record, run);
            Ingestion ingestion = record.ingestion();
            long assessments = 0;
            int files = 0;
            for (RunPart part : run.parts()) {
                List<IngestedLine> lines = lines(run, part, secret);
                if (!lines.isEmpty() && !ingestion.has(lines.get(0).assessmentId())) {
                    ingestion.add(entry(run, part), lines);
                    assessments += lines.size();
                    files++;
                }
            }
            out.printf("%,d assessments in %,d files are in the record now.%n", assessments, files);
            out.printf("Delete `%s`: whoever has it can open what was erased.%n", key);
            out.flush();
            return 0;
        } catch (IOException | IllegalArgumentException wrong) {
            throw new CommandException("The run cannot be added: " + wrong.getMessage());
        }
    }

    private void keepRuleset(OpenRecord record, Run run) throws IOException {
        RulesetFiles files = RulesetFiles.read(folder.resolve(Run.RULES));
        if (!files.revision().equals(run.rulesetRevision())) {
            throw new CommandException("The rules in `" + folder.resolve(Run.RULES) + "` are not those that decided.");
        }
        if (record.rulesets().files(run.rulesetRevision()).isEmpty()) {
            record.rulesets().keep(files, Instant.now(), run.service());
        }
    }

    /** The lines of a file, each of which has to open, and all of which have to make the root that the run names. */
    private List<IngestedLine> lines(Run run, RunPart part, RunKey secret) throws IOException {
        Path file = file(part);
        List<IngestedLine> lines = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            RunFile.Root root = RunFile.read(in, line -> lines.add(line(run, file, lines.size() + 1, line, secret)));
            if (root.lines() != part.assessments() || !root.root().base64().equals(part.root())) {
                throw new CommandException("The file `" + file + "` is not what the run wrote.");
            }
        }
        return lines;
    }

    private static IngestedLine line(Run run, Path file, int number, String line, RunKey secret) {
        try {
            UUID id = SealedAssessment.id(line);
            byte[] ofLine = secret.of(id);
            OpenedAssessment opened = SealedAssessment.open(line, ofLine);
            if (!opened.assessedAt().equals(run.time())
                    || !opened.rulesetRevision().equals(run.rulesetRevision())) {
                throw new CommandException("Line " + number + " of `" + file + "` is of another run.");
            }
            return new IngestedLine(id, opened.candidateId(), ofLine);
        } catch (ChangedLineException changed) {
            throw new CommandException(
                    "Line " + number + " of `" + file + "` does not open: " + changed.getMessage() + ".");
        }
    }

    private IngestionEntry entry(Run run, RunPart part) {
        return new IngestionEntry(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                run.run(),
                run.time(),
                run.asOf(),
                run.rulesetRevision(),
                run.service(),
                run.client(),
                file(part).toAbsolutePath().normalize().toString(),
                part.assessments(),
                Hash.ofBase64(part.root()));
    }

    /** Only a plain name, so that a run cannot name files outside of its folder. */
    private Path file(RunPart part) {
        Path file = folder.resolve(part.file()).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new CommandException("`" + part.file() + "` is not in the folder of the run.");
        }
        return file;
    }
}
