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
import org.kentei.log.LogEntry.ApiKeyEntry;
import org.kentei.log.LogEntry.AssessmentEntry;
import org.kentei.log.LogEntry.ErasureEntry;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.LogEntry.ProposalEntry;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Verifies a whole record in one pass, from the first entry to the last, and lists every discrepancy. */
public final class Verifier {

    /** The place of checkpoints that are in the record itself. */
    public static final String RECORD = "the record";

    /** The place of checkpoints that are outside of the database. */
    public static final String FILE = "the file of checkpoints";

    /** A service signs each second. Entries that are unsigned for longer than this are reported. */
    private static final Duration UNSIGNED_AT_MOST = Duration.ofMinutes(10);

    private final TrustedInput trust;
    private final IngestionCheck ingestions;

    /** A verifier for records that added no files, or for a look at all but these. */
    public Verifier(TrustedInput trust) {
        this(
                trust,
                (index, entry, lines, found) -> List.of(
                        new Discrepancy("entry " + index, "the file `" + entry.file() + "` was not looked at")));
    }

    /** @param ingestions verifies the files that entries added */
    public Verifier(TrustedInput trust, IngestionCheck ingestions) {
        this.trust = trust;
        this.ingestions = ingestions;
    }

    /**
     * What the verifier believes.
     *
     * @param keys public keys that were learnt elsewhere; without any, only the record's agreement with itself is shown
     * @param checkpoints checkpoints that were stored elsewhere
     * @param witnesses public keys of witnesses, each of which must have cosigned the log
     */
    public record TrustedInput(
            List<VerifierKey> keys, List<StoredCheckpoint> checkpoints, List<VerifierKey> witnesses) {

        /** What a verifier believes who knows no witness. */
        public TrustedInput(List<VerifierKey> keys, List<StoredCheckpoint> checkpoints) {
            this(keys, checkpoints, List.of());
        }
    }

    /**
     * What a witness proves.
     *
     * @param witness its name
     * @param size how many entries, from the first on, the newest checkpoint covers that it cosigned
     * @param time when it cosigned that
     */
    public record WitnessedLog(String witness, long size, Instant time) {}

    /**
     * What the verifier saw.
     *
     * @param signed how many entries, from the first on, a valid checkpoint covers
     * @param signers the keys that signed these checkpoints
     * @param witnessed what those witnesses prove whose keys the verifier was given
     * @param remarks what is unusual, and may have an innocent cause
     */
    public record VerificationReport(
            long entries,
            long assessments,
            long erased,
            long signed,
            List<String> signers,
            List<WitnessedLog> witnessed,
            List<String> remarks,
            List<Discrepancy> findings) {

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
        private final List<Long> foreign = new ArrayList<>();
        private final AssessmentCheck assessments = new AssessmentCheck(findings);
        private final RulesetCheck rulesets;
        private final ApiKeyCheck apiKeys;
        private final TimeCheck times;
        private final CheckpointCheck checkpoints;
        private final WitnessCheck witnesses;
        private final Iterator<StoredAssessment> rows;
        private final IngestionCheck ingestions;
        private final Iterator<StoredLine> lines;
        private @Nullable StoredLine line;
        private @Nullable StoredAssessment row;
        private long assessed;
        private @Nullable Instant newest;
        private long moved;
        private boolean broken;

        Verification(RecordSnapshot evidence, TrustedInput trust, IngestionCheck ingestions) {
            this.evidence = evidence;
            this.rulesets = new RulesetCheck(evidence, findings);
            this.checkpoints = new CheckpointCheck(evidence, trust, findings);
            this.apiKeys = new ApiKeyCheck(evidence.apiKeys(), findings);
            this.witnesses = new WitnessCheck(evidence.cosignatures(), trust.witnesses(), findings);
            this.times = new TimeCheck(checkpoints.signed());
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
            checkSeals();
            assessments.end();
            rulesets.end();
            apiKeys.end();
            evidence.faultsOfIndexes().forEach(findings::add);
            long signed = checkpoints.end(frontier.size());
            checkFreshness("the newest sound one covers ", signed);
            witnesses.check(checkpoints.proved(), evidence.checkpoints());
            witnesses
                    .proved()
                    .forEach(one -> checkFreshness(
                            "the newest one that the witness " + one.witness() + " cosigned covers ", one.size()));
            List<String> remarks = new ArrayList<>(evidence.remarks());
            remarks.addAll(rulesets.remarks());
            remarks.addAll(checkpoints.remarks());
            remarks.addAll(times.remarks());
            return new VerificationReport(
                    frontier.size(),
                    assessed,
                    assessments.erased(),
                    signed,
                    checkpoints.signers(),
                    witnesses.proved(),
                    remarks,
                    findings.all());
        }

        private void check(StoredEntry kept) {
            String place = "entry " + kept.index();
            long index = kept.index();
            checkPlace(place, index - frontier.size());
            byte[] completed = Frontier.bytes(frontier.append(LogEntry.leaf(kept.entry())));
            if (!broken && !Arrays.equals(completed, kept.hashes())) {
                // all hashes after it contain this one: one cause is reported once
                broken = true;
                findings.add(place, "its stored hashes are not those of this entry and the ones before");
            }
            if (!evidence.isSealed(kept)) {
                foreign.add(index);
            }
            checkpoints.grown(frontier, broken);
            try {
                LogEntry entry = LogEntry.parse(kept.entry(), index);
                newest = newest == null || entry.time().isAfter(newest) ? entry.time() : newest;
                checkpoints.appended(index, entry.time());
                times.appended(index, entry.time());
                check(index, entry);
            } catch (IllegalArgumentException wrong) {
                findings.add(place, String.valueOf(wrong.getMessage()));
            }
        }

        /** Reports where entries are missing or too many. Those that follow are only moved by it. */
        private void checkPlace(String place, long gap) {
            if (gap > moved) {
                long missing = gap - moved;
                findings.add(
                        place,
                        missing == 1
                                ? "the entry before it is missing"
                                : "the " + missing + " entries before it are missing");
            } else if (gap < moved) {
                findings.add(place, "it is not in its place: entries were added or moved");
            }
            broken |= gap != moved;
            moved = gap;
        }

        private void check(long index, LogEntry entry) {
            while (row != null && row.position() < index) {
                strayRow();
            }
            boolean here = row != null && row.position() == index;
            if (entry instanceof AssessmentEntry of) {
                rulesets.used(index, of.rulesetRevision(), of.time());
                if (here && row != null) {
                    assessments.check(of, row);
                    assessed++;
                    nextRow();
                } else {
                    findings.add(
                            "entry " + index, "the assessment " + of.assessmentId() + " is not kept at this place");
                }
            } else if (entry instanceof IngestionEntry of) {
                rulesets.decidedElsewhere(index, of.rulesetRevision());
                ingested(index, of);
            } else if (entry instanceof ErasureEntry erased) {
                assessments.check(index, erased);
            } else if (entry instanceof ActivationEntry activated) {
                rulesets.check(index, activated);
            } else if (entry instanceof ProposalEntry proposal) {
                rulesets.check(index, proposal);
            } else if (entry instanceof KeyEntry begun) {
                checkpoints.begun(index, begun);
            } else if (entry instanceof ApiKeyEntry changed) {
                apiKeys.changed(index, changed);
            }
        }

        private void ingested(long index, IngestionEntry entry) {
            while (line != null && line.index() < index) {
                strayLine();
            }
            List<StoredLine> ofEntry = new ArrayList<>();
            while (line != null && line.index() == index) {
                assessments.inFile(line, entry);
                ofEntry.add(line);
                nextLine();
            }
            ingestions.check(index, entry, ofEntry, evidence::isFoundBy).forEach(findings::add);
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

        private void checkSeals() {
            if (foreign.size() > 1 && foreign.size() == frontier.size()) {
                findings.add(
                        "log",
                        "none of its entries has a seal of the append key: it is the key of another log, or the log's id"
                                + " was changed");
                return;
            }
            foreign.forEach(
                    index -> findings.add("entry " + index, "no service that has the append key appended it as it is"));
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

        private void checkFreshness(String which, long signed) {
            Instant firstUnsigned = checkpoints.timeOfEntry(signed);
            if (firstUnsigned != null && newest != null) {
                boolean stale = Duration.between(firstUnsigned, newest).compareTo(UNSIGNED_AT_MOST) > 0;
                findings.require(
                        !stale,
                        "checkpoints",
                        which + signed + " of " + frontier.size() + " entries and is out of date");
            }
        }
    }
}
