package org.kentei.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.log.KeyType;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.audit.RecordExport;
import org.kentei.record.log.CheckpointFile;
import org.kentei.run.RunFiles;
import org.kentei.run.RunProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies the whole record. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies the whole record and lists each discrepancy: entries, checkpoints, documents, rules.")
final class VerifyCommand implements Callable<Integer> {

    @Option(
            names = "--key",
            description = "A public key of the log (`name+id+base64`, or a file with it) that you trust.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--checkpoint", description = "A file with one or more checkpoints that you stored elsewhere.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description = "The public key of a witness, or a file with it: it must have cosigned the log.")
    private List<String> witnesses = new ArrayList<>();

    @Option(names = "--export", description = "A folder written by `export`, instead of the database.")
    private @Nullable Path export;

    @Option(names = "--proof", paramLabel = "FILE", description = "A file written by `proof`, instead of a record.")
    private @Nullable Path proof;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder that has the files of runs now. Default: where they were when they were added.")
    private @Nullable Path runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<VerifierKey> trusted = keys(keys, KeyType.LOG);
        List<VerifierKey> witnessKeys = keys(witnesses, KeyType.WITNESS);
        List<StoredCheckpoint> kept = new ArrayList<>();
        for (Path file : checkpoints) {
            kept.addAll(checkpoints(file));
        }
        if (proof != null) {
            return proofs(lines(proof), trusted);
        }
        if (export != null) {
            return report(verify(export(export), new TrustedInput(trusted, kept, witnessKeys)), trusted);
        }
        kept.addAll(CheckpointFile.in(Settings.dataFolder()).read(Verifier.FILE));
        try (OpenRecord record = Settings.recordToRead()) {
            TrustedInput trust = new TrustedInput(trusted, kept, witnessKeys);
            return report(record.with(evidence -> verify(evidence, trust)), trusted);
        }
    }

    private int proofs(List<String> lines, List<VerifierKey> trusted) {
        var out = spec.commandLine().getOut();
        boolean sound = !lines.isEmpty();
        for (String line : lines) {
            RunProof one = RunProof.read(line);
            List<String> faults = one.faults(trusted);
            faults.forEach(fault -> out.println("assessment " + one.assessmentId() + ": " + fault));
            if (faults.isEmpty()) {
                out.println("assessment " + one.assessmentId() + ": it is part of the record.");
            }
            sound &= faults.isEmpty();
        }
        out.flush();
        return sound ? 0 : 1;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw unreadable(file);
        }
    }

    private static List<VerifierKey> keys(List<String> arguments, KeyType type) {
        return arguments.stream().map(key -> PublicKeys.read(key, type)).toList();
    }

    private static List<StoredCheckpoint> checkpoints(Path file) {
        try {
            String place = "`" + file + "`";
            List<StoredCheckpoint> read = new CheckpointFile(file).read(place);
            if (Files.size(file) == 0) {
                throw new CommandException("The file " + place + " is empty: it does not contain a checkpoint.");
            }
            return read.isEmpty() ? List.of(CheckpointFile.kept(place, Files.readString(file))) : read;
        } catch (IOException unreadable) {
            throw unreadable(file);
        }
    }

    private static RecordExport export(Path folder) {
        try {
            return RecordExport.open(folder);
        } catch (IOException noExport) {
            throw new CommandException(String.valueOf(noExport.getMessage()));
        }
    }

    private static CommandException unreadable(Path file) {
        return new CommandException("The file `" + file + "` is missing or cannot be read.");
    }

    private VerificationReport verify(RecordSnapshot evidence, TrustedInput trust) {
        return new Verifier(trust, new RunFiles(runs)).verify(evidence);
    }

    private int report(VerificationReport report, List<VerifierKey> trusted) {
        var out = spec.commandLine().getOut();
        report.findings().forEach(out::println);
        out.printf(
                "%d entries, %d assessments (%d erased); signed up to entry %d.%n",
                report.entries(), report.assessments(), report.erased(), report.signed());
        report.remarks().forEach(remark -> out.println("Note: " + remark));
        report.signers().forEach(signer -> out.println("Signed by " + signer));
        report.witnessed()
                .forEach(one -> out.printf(
                        "Cosigned by the witness %s up to entry %d, at %s.%n", one.witness(), one.size(), one.time()));
        long unsigned = report.entries() - report.signed();
        if (unsigned > 0) {
            out.printf(
                    "Not proved: the last %s, which no checkpoint covers.%n",
                    unsigned == 1 ? "entry" : unsigned + " entries");
        }
        out.println("Not proved: that the verdicts follow from the rules. `kentei replay --all` assesses again.");
        if (trusted.isEmpty()) {
            out.println("No public key was given: this only shows that the record is consistent with itself.");
        }
        out.println(report.sound() ? "No discrepancies found." : "The record was changed.");
        out.flush();
        return report.sound() ? 0 : 1;
    }
}
