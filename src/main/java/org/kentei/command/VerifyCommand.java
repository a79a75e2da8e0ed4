package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kentei.log.KeyType;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.log.verify.Verifier.TrustedInput;
import org.kentei.log.verify.Verifier.VerificationReport;
import org.kentei.log.verify.Verifier.WitnessedLog;
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

    @Option(
            names = "--replay",
            description = "Also assess every stored candidate again, with the rules of its revision.")
    private boolean replay;

    @Option(
            names = "--threads",
            description = "How many assessments are replayed at the same time. Default: the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

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
            return verify(export(export), new TrustedInput(trusted, kept, witnessKeys), kept.size(), Optional.empty());
        }
        int given = kept.size();
        kept.addAll(CheckpointFile.in(Settings.dataFolder()).read(Verifier.FILE));
        try (OpenRecord record = Settings.recordToRead()) {
            TrustedInput trust = new TrustedInput(trusted, kept, witnessKeys);
            return record.with(evidence -> verify(evidence, trust, given, record.sealedFrom()));
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
            if (!read.isEmpty()) {
                return read;
            }
            StoredCheckpoint only = CheckpointFile.kept(place, Files.readString(file));
            if (!only.hasSize()) {
                // a wrong file says nothing about the record
                throw new CommandException(
                        "The file " + place + " is not a checkpoint as `/v1/log/checkpoint` gives it.");
            }
            return List.of(only);
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

    /**
     * @param given how many checkpoints the caller keeps outside of the record
     * @param sealedFrom the first entry whose seal is checked
     */
    private int verify(RecordSnapshot evidence, TrustedInput trust, int given, Optional<Long> sealedFrom) {
        RunFiles files = new RunFiles(runs);
        VerificationReport report = new Verifier(trust, files).verify(evidence);
        PrintWriter out = spec.commandLine().getOut();
        report.findings().forEach(out::println);
        List<String> replayed = new ArrayList<>();
        boolean sound = report.sound();
        if (replay) {
            sound &= isReplayed(evidence, files, replayed);
        }
        out.printf(
                "%d entries, %d assessments (%d erased); signed up to entry %d.%n",
                report.entries(), report.assessments(), report.erased(), report.signed());
        report.remarks().forEach(remark -> out.println("Note: " + remark));
        report.signers().forEach(signer -> out.println("Signed by " + signer));
        if (sound) {
            printProved(report, trust, given);
            sealedFrom.ifPresent(from -> out.printf(
                    "Proved: a service that has this append key appended every entry from entry %d on.%n", from));
        }
        replayed.forEach(out::println);
        printNotProved(report, trust, given);
        out.println(sound ? "No discrepancies found." : "The record was changed.");
        out.flush();
        return sound ? 0 : 1;
    }

    private boolean isReplayed(RecordSnapshot evidence, RunFiles files, List<String> proved) {
        PrintWriter out = spec.commandLine().getOut();
        try (RecordReplay again =
                new RecordReplay(evidence, out, spec.commandLine().getErr())) {
            again.all(evidence, files, threads);
            if (again.different() == 0) {
                proved.add("Proved: " + again.replayed() + " verdicts follow from the rules of their revisions.");
            }
            if (again.byAnotherVersion() > 0) {
                proved.add("Note: " + again.byAnotherVersion()
                        + " of them were written by another version, and compared by what was decided.");
            }
            return again.different() == 0;
        } catch (CommandException unreadable) {
            out.println(unreadable.getMessage());
            return false;
        }
    }

    private void printProved(VerificationReport report, TrustedInput trust, int given) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Proved: the documents, rulesets and keys of the record are those of its log.");
        if (!trust.keys().isEmpty() && report.signed() > 0) {
            out.printf("Proved: a key that you trust signed the first %d entries.%n", report.signed());
        }
        if (given > 0) {
            out.printf(
                    "Proved: the log continues the %s that you keep.%n",
                    given == 1 ? "checkpoint" : given + " checkpoints");
        }
        report.witnessed()
                .forEach(one -> out.printf(
                        "Proved: the witness %s saw the first %d entries, at %s.%n",
                        one.witness(), one.size(), one.time()));
    }

    private void printNotProved(VerificationReport report, TrustedInput trust, int given) {
        PrintWriter out = spec.commandLine().getOut();
        long unsigned = report.entries() - report.signed();
        if (unsigned > 0) {
            out.printf(
                    "Not proved: the last %s, which no checkpoint covers.%n",
                    unsigned == 1 ? "entry" : unsigned + " entries");
        }
        if (trust.keys().isEmpty()) {
            out.println("Not proved: who signed the log. Name its public key with --key.");
        }
        for (WitnessedLog one : report.witnessed()) {
            long unseen = report.entries() - one.size();
            if (unseen > 0) {
                out.printf(
                        "Not proved: that others see the same last %s. The witness %s has not cosigned %s.%n",
                        unseen == 1 ? "entry" : unseen + " entries", one.witness(), unseen == 1 ? "it" : "them");
            }
        }
        if (given == 0) {
            out.println(
                    trust.witnesses().isEmpty()
                            ? "Not proved: that the end of the log was not cut off, and that others see the same log. Give"
                                    + " --checkpoint or --witness."
                            : "Not proved: that the end of the log was not cut off. Get the newest checkpoint from the"
                                    + " witness, and give it with --checkpoint.");
        }
        if (!replay) {
            out.println("Not proved: that the verdicts follow from the rules. --replay assesses again.");
        }
    }
}
