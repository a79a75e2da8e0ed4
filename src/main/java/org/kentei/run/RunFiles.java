package org.kentei.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.DocumentType;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.SaltedDocument;
import org.kentei.log.verify.Discrepancy;
import org.kentei.log.verify.IngestionCheck;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredLine;
import org.kentei.run.SealedAssessment.ChangedLineException;
import org.kentei.run.SealedAssessment.OpenedAssessment;

/** The files that entries of the log added, where they were then or in a folder that has them now. */
public final class RunFiles implements IngestionCheck {

    private final @Nullable Path folder;

    /** @param folder a folder with the files by their names; null to look where they were when they were taken up */
    public RunFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Discrepancy> check(
            long index, IngestionEntry entry, List<StoredLine> lines, BiPredicate<StoredLine, String> found) {
        String place = "entry " + index + ", file `" + path(entry) + "`";
        List<Discrepancy> findings = new ArrayList<>();
        if (lines.size() != entry.assessments()) {
            findings.add(new Discrepancy(
                    place, "the record keeps " + lines.size() + " of its " + entry.assessments() + " assessments"));
        }
        List<String> read = new ArrayList<>();
        try (InputStream file = Files.newInputStream(path(entry))) {
            RunFile.Root root = RunFile.read(file, line -> {
                if (read.size() < entry.assessments()) {
                    read.add(line);
                }
            });
            if (!root.root().equals(entry.root())) {
                findings.add(new Discrepancy(place, "its lines are not what the log commits to"));
            }
            if (root.lines() != entry.assessments()) {
                findings.add(new Discrepancy(
                        place, "it has " + root.lines() + " lines where there were " + entry.assessments()));
            }
        } catch (IOException unreadable) {
            findings.add(new Discrepancy(place, "it is missing or cannot be read"));
            return findings;
        }
        for (int line = 0; line < Math.min(read.size(), lines.size()); line++) {
            String fault = fault(read.get(line), lines.get(line), entry, found);
            if (fault != null) {
                findings.add(new Discrepancy(
                        place + ", line " + (line + 1) + ", assessment "
                                + lines.get(line).assessmentId(),
                        fault));
            }
        }
        return findings;
    }

    private static @Nullable String fault(
            String line, StoredLine kept, IngestionEntry entry, BiPredicate<StoredLine, String> found) {
        try {
            if (!SealedAssessment.id(line).equals(kept.assessmentId())) {
                return "it is the line of another assessment";
            }
            if (kept.key() == null) {
                return kept.erasedAt() == null ? "its key is missing" : null;
            }
            OpenedAssessment opened = SealedAssessment.open(line, kept.key());
            boolean ofEntry = opened.assessedAt().equals(entry.assessedAt())
                    && opened.rulesetRevision().equals(entry.rulesetRevision());
            if (!ofEntry) {
                return "its time or its ruleset differs from its entry";
            }
            return found.test(kept, opened.candidateId()) ? null : "its lookup value does not match its candidate's id";
        } catch (ChangedLineException changed) {
            return changed.getMessage();
        }
    }

    /** The assessments of an entry's file that are not erased, as the record would store them. */
    public List<StoredAssessment> assessments(IngestionEntry entry, List<StoredLine> lines) throws IOException {
        List<StoredAssessment> assessments = new ArrayList<>();
        try (InputStream file = Files.newInputStream(path(entry))) {
            List<String> read = new ArrayList<>();
            RunFile.read(file, read::add);
            for (int line = 0; line < lines.size(); line++) {
                StoredLine kept = lines.get(line);
                if (kept.erasedAt() == null) {
                    assessments.add(assessment(kept, line < read.size() ? read.get(line) : ""));
                }
            }
        }
        return assessments;
    }

    private static StoredAssessment assessment(StoredLine kept, String line) {
        try {
            OpenedAssessment opened = SealedAssessment.open(line, kept.key() == null ? new byte[0] : kept.key());
            return new StoredAssessment(
                    kept.index(),
                    kept.assessmentId(),
                    opened.candidateId(),
                    opened.asOf(),
                    opened.assessedAt(),
                    opened.rulesetRevision(),
                    opened.certifiedLevel(),
                    null,
                    Map.of(
                            DocumentType.CANDIDATE, document(opened.candidate()),
                            DocumentType.FIRINGS, document(opened.firings()),
                            DocumentType.RESULT, document(opened.result())),
                    List.of());
        } catch (ChangedLineException changed) {
            return new StoredAssessment(
                    kept.index(),
                    kept.assessmentId(),
                    null,
                    null,
                    java.time.Instant.EPOCH,
                    "",
                    null,
                    null,
                    Map.of(),
                    List.of(changed.getMessage()));
        }
    }

    /**
     * The proof of an assessment in a file, up to the log.
     *
     * @throws IOException if the file is missing or cannot be read
     */
    public RunProof proof(
            StoredLine kept, IngestionEntry entry, String canonical, List<Hash> logPath, String checkpoint)
            throws IOException {
        List<Hash> leaves = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (InputStream file = Files.newInputStream(path(entry))) {
            RunFile.read(file, line -> {
                if (leaves.size() == kept.line()) {
                    found.add(line);
                }
                leaves.add(RunFile.leaf(line));
            });
        }
        if (found.isEmpty() || kept.key() == null) {
            throw new IOException("the file lacks its line");
        }
        return new RunProof(
                kept.assessmentId(),
                found.get(0),
                kept.key(),
                kept.line(),
                base64(RunFile.inclusion(kept.line(), leaves)),
                kept.index(),
                canonical,
                base64(logPath),
                checkpoint);
    }

    private static List<String> base64(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }

    /** The key seals the document, so no salt is needed. */
    private static SaltedDocument document(String text) {
        return new SaltedDocument(text, new byte[0]);
    }

    private Path path(IngestionEntry entry) {
        Path then = Path.of(entry.file());
        return folder == null ? then : folder.resolve(String.valueOf(then.getFileName()));
    }
}
