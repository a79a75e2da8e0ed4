package org.kentei.log.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Verifies a whole record in one pass, from the first entry to the last, and lists every discrepancy. */
public final class Verifier {

    /** Where checkpoints are kept: with the record itself. */
    public static final String RECORD = "the record";

    /** Where checkpoints are kept: outside of the database. */
    public static final String FILE = "the file of checkpoints";

    /** A service signs at least each minute; entries unsigned for longer than this are no matter of chance. */
    private static final Duration UNSIGNED_AT_MOST = Duration.ofMinutes(10);

    private final TrustedInput trust;
    private final IngestionCheck ingestions;

    /** A verifier for records that added no files, or for a look at all but these. */
    public Verifier(TrustedInput trust) {
        this(
                trust,
                (index, entry, lines) -> List.of(
                        new Discrepancy("entry " + index, "the file `" + entry.file() + "` was not looked at")));
    }

    /** @param ingestions goes through the files that entries took up */
    public Verifier(TrustedInput trust, IngestionCheck ingestions) {
        this.trust = trust;
        this.ingestions = ingestions;
    }

    /**
     * What the verifier believes.
     *
     * @param keys public keys that were learnt elsewhere; without any, only the record's agreement with itself is shown
     * @param checkpoints checkpoints that were kept elsewhere
     */
    public record TrustedInput(List<VerifierKey> keys, List<StoredCheckpoint> checkpoints) {}

    /**
     * What the verifier saw.
     *
     * @param signed how many entries, from the first on, a sound checkpoint covers
     */
    public record VerificationReport(
            long entries, long assessments, long erased, long signed, List<Discrepancy> findings) {

        /** Whether nothing is wrong. */
        public boolean sound() {
            return findings.isEmpty();
        }
    }

    /** Verifies a record. */
    public VerificationReport verify(RecordSnapshot evidence) {
        return new Verification(evidence, trust, ingestions).go();
    }

    private static final class Verification {

        private final RecordSnapshot evidence;
        private final Discrepancies findings = new Discrepancies();
        private final Frontier frontier = new Frontier();
        private final AssessmentCheck assessments = new AssessmentCheck(findings);
        private final RulesetCheck rulesets;
        private final CheckpointCheck checkpoints;
        private final java.util.TreeMap<Long, Instant> times = new java.util.TreeMap<>();
        private final Iterator<StoredAssessment> rows;
        private final IngestionCheck ingestions;
        private final Iterator<StoredLine> lines;
        private @Nullable StoredLine line;
        private @Nullable StoredAssessment row;
        private long assessed;
        private @Nullable Instant newest;

        Verification(RecordSnapshot evidence, TrustedInput trust, IngestionCheck ingestions) {
            this.evidence = evidence;
            this.rulesets = new RulesetCheck(evidence, findings);
            this.checkpoints = new CheckpointCheck(evidence, trust, findings);
            this.rows = evidence.assessments();
            this.ingestions = ingestions;
            this.lines = evidence.ingested();
        }

        VerificationReport go() {
            nextRow();
            nextLine();
            Iterator<StoredEntry> entries = evidence.entries();
            while (entries.hasNext()) {
                check(entries.next());
            }
            while (row != null) {
                strayRow();
            }
            while (line != null) {
                strayLine();
            }
            checkState();
            assessments.end();
            rulesets.end();
            evidence.faultsOfCandidates().forEach(findings::add);
            long signed = checkpoints.end(frontier.size());
            checkFreshness(signed);
            return new VerificationReport(frontier.size(), assessed, assessments.erased(), signed, findings.all());
        }

        private void check(StoredEntry kept) {
            String place = "entry " + kept.index();
            findings.require(
                    kept.index() == frontier.size(),
                    place,
                    "it is at the index of entry " + frontier.size() + ": entries were removed, added or moved");
            long index = frontier.size();
            byte[] completed = Frontier.bytes(frontier.append(LogEntry.leaf(kept.entry())));
            findings.require(
                    Arrays.equals(completed, kept.hashes()),
                    place,
                    "the hashes kept with it are not those of this entry and the ones before");
            checkpoints.grown(frontier);
            try {
                LogEntry entry = LogEntry.parse(kept.entry(), index);
                remember(index, entry.time());
                check(index, entry);
            } catch (IllegalArgumentException wrong) {
                findings.add(place, String.valueOf(wrong.getMessage()));
            }
        }

        private void check(long index, LogEntry entry) {
            while (row != null && row.position() < index) {
                strayRow();
            }
            boolean here = row != null && row.position() == index;
            if (entry instanceof AssessmentEntry of) {
                rulesets.used(index, of.rulesetRevision());
                if (here && row != null) {
                    assessments.check(of, row);
                    assessed++;
                    nextRow();
                } else {
                    findings.add(
                            "entry " + index, "the assessment " + of.assessmentId() + " is not kept at this place");
                }
            } else if (entry instanceof IngestionEntry of) {
                rulesets.used(index, of.rulesetRevision());
                ingested(index, of);
            } else if (entry instanceof ErasureEntry erased) {
                assessments.check(index, erased);
            } else if (entry instanceof ActivationEntry activated) {
                rulesets.check(index, activated);
            } else if (entry instanceof KeyEntry begun) {
                checkpoints.begun(index, begun);
            }
        }

        private void ingested(long index, IngestionEntry entry) {
            while (line != null && line.index() < index) {
                strayLine();
            }
            List<StoredLine> ofEntry = new ArrayList<>();
            while (line != null && line.index() == index) {
                assessments.erasable(line);
                ofEntry.add(line);
                nextLine();
            }
            ingestions.check(index, entry, ofEntry).forEach(findings::add);
            assessed += entry.assessments();
        }

        private void strayLine() {
            if (line != null) {
                findings.add("assessment " + line.assessmentId(), "entry " + line.index() + " added no file with it");
            }
            nextLine();
        }

        private void nextLine() {
            line = lines.hasNext() ? lines.next() : null;
        }

        private void strayRow() {
            if (row != null) {
                findings.add(AssessmentCheck.place(row), "the log has no entry of an assessment there");
            }
            nextRow();
        }

        private void nextRow() {
            row = rows.hasNext() ? rows.next() : null;
        }

        private void checkState() {
            RecordSnapshot.LogState state = evidence.state();
            findings.require(
                    state.size() == frontier.size(),
                    "state of the log",
                    "it says " + state.size() + " entries, where there are " + frontier.size());
            findings.require(
                    Arrays.equals(state.frontier(), frontier.bytes()),
                    "state of the log",
                    "its hashes are not those of the entries");
        }

        /** Keeps the times near the end: enough to tell how old the unsigned entries are. */
        private void remember(long index, Instant time) {
            newest = newest == null || time.isAfter(newest) ? time : newest;
            times.put(index, time);
            if (times.size() > 20_000) {
                times.pollFirstEntry();
            }
        }

        private void checkFreshness(long signed) {
            var firstUnsigned = times.ceilingEntry(signed);
            if (firstUnsigned != null && newest != null) {
                boolean stale =
                        Duration.between(firstUnsigned.getValue(), newest).compareTo(UNSIGNED_AT_MOST) > 0;
                findings.require(
                        !stale,
                        "checkpoints",
                        "the newest sound one covers " + signed + " of " + frontier.size()
                                + " entries and is out of date");
            }
        }
    }
}
