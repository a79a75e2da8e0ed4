package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.record.audit.OpenRecord;
import org.kentei.run.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves a candidate's assessments that came in files. */
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a proof, one a line, of each assessment of a candidate that came in a file.",
            "`verify --proof FILE --key KEY` checks it without the record. A proof opens the assessment that it proves;"
                    + " erasing does not reach it."
        })
final class ProofCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CANDIDATE", description = "The candidate's id.")
    private String candidateId;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder that has the files of runs now. Default: where they were when they were added.")
    private @Nullable Path runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenRecord record = Settings.recordToRead()) {
            List<StoredLine> lines = record.ingestion().lines(candidateId);
            for (StoredLine line : lines) {
                out.println(proof(record, line));
            }
            out.flush();
            if (lines.isEmpty()) {
                spec.commandLine().getErr().println("No assessment of this candidate came in a file.");
                return 1;
            }
            return 0;
        }
    }

    private String proof(OpenRecord record, StoredLine line) {
        String entry = record.log().entries(line.index(), 1).get(0).entry();
        StoredCheckpoint checkpoint = record.with(evidence -> evidence.checkpoints().stream()
                        .filter(one -> one.size() > line.index())
                        .max(Comparator.comparingLong(StoredCheckpoint::size)))
                .orElseThrow(() -> new CommandException(
                        "No checkpoint covers the entry yet. Start the service: it signs one soon."));
        if (!(LogEntry.parse(entry, line.index()) instanceof IngestionEntry ingested)) {
            throw new CommandException("Entry " + line.index() + " of the log added no file.");
        }
        try {
            return Decision.write(new RunFiles(runs)
                    .proof(
                            line,
                            ingested,
                            entry,
                            record.log().inclusion(line.index(), checkpoint.size()),
                            checkpoint.note()));
        } catch (IOException unreadable) {
            throw new CommandException("The file `" + ingested.file()
                    + "` is missing or cannot be read. Name the folder where it is now with --runs.");
        }
    }
}
