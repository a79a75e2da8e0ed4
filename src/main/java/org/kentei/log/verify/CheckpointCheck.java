package org.kentei.log.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.Frontier;
import org.kentei.log.LogEntry.KeyEntry;
import org.kentei.log.VerifierKey;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.RecordSnapshot.StoredKey;

/**
 * Compares checkpoints with the log. Trust begins with the public keys that the verifier was given: what one of them
 * signed vouches for the entries below it, and so for the further keys that those entries name.
 */
final class CheckpointCheck {

    private final Discrepancies findings;
    private final String logId;
    private final List<VerifierKey> trusted;
    private final boolean givenKeys;
    private final List<VerifierKey> keys;
    private final Map<KeyEntry, Long> begun = new HashMap<>();
    private final List<OpenedCheckpoint> read = new ArrayList<>();

    /** By its note, since a file has the notes that the record has, and a signature takes long to verify. */
    private final Map<String, Checkpoint> opened = new HashMap<>();

    private final Map<Long, Hash> roots = new HashMap<>();
    private final Map<Long, Instant> times = new HashMap<>();
    private final Set<String> signers = new LinkedHashSet<>();
    private final List<OpenedCheckpoint> proved = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long brokenAt = -1;
    private final Map<String, Long> keptKeys = new HashMap<>();

    /** A checkpoint that one of the known keys signed. */
    record OpenedCheckpoint(StoredCheckpoint kept, Checkpoint checkpoint) {}

    CheckpointCheck(RecordSnapshot evidence, Verifier.TrustedInput trust, Discrepancies findings) {
        this.findings = findings;
        this.logId = evidence.state().logId();
        this.trusted = new ArrayList<>(trust.keys());
        this.givenKeys = !trusted.isEmpty();
        this.keys = new ArrayList<>(trust.keys());
        for (StoredKey kept : evidence.keys()) {
            keptKeys.put(kept.key(), kept.begunBy());
            try {
                VerifierKey key = VerifierKey.parse(kept.key());
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            } catch (IllegalArgumentException wrong) {
                findings.add("public key " + kept.key(), String.valueOf(wrong.getMessage()));
            }
        }
        evidence.checkpoints().forEach(this::open);
        trust.checkpoints().forEach(this::open);
        read.forEach(one -> roots.put(one.checkpoint().size(), Hash.OF_NOTHING));
    }

    private static String place(StoredCheckpoint kept) {
        return kept.hasSize()
                ? "checkpoint of " + kept.size() + " entries in " + kept.place()
                : "what should be a checkpoint in " + kept.place();
    }

    private void open(StoredCheckpoint kept) {
        try {
            Checkpoint checkpoint = opened.computeIfAbsent(kept.note(), note -> Checkpoint.open(note, keys));
            boolean asKept = checkpoint.size() == kept.size()
                    && Checkpoint.keyId(kept.note()).equals(kept.keyId());
            findings.require(asKept, place(kept), "it is kept under a size or key that is not its own");
            read.add(new OpenedCheckpoint(kept, checkpoint));
        } catch (InvalidCheckpointException invalid) {
            findings.add(place(kept), String.valueOf(invalid.getMessage()));
        }
    }

    void begun(long index, KeyEntry entry) {
        if (entry.replaces() == null && !begun.isEmpty()) {
            remarks.add("Entry " + index + " adds a further key that signs the log, " + entry.key()
                    + ", as another instance does.");
        }
        begun.put(entry, index);
        Long keptAs = keptKeys.remove(entry.key());
        findings.require(
                keptAs != null && keptAs == index,
                "entry " + index,
                "the public key that it names is not kept as it says");
        findings.require(
                entry.log().equals(logId), "entry " + index, "it is of the log " + entry.log() + ", not " + logId);
    }

    /** Takes the root of the tree at a size. */
    void grown(Frontier frontier, boolean broken) {
        if (broken && brokenAt < 0) {
            brokenAt = frontier.size();
        }
        roots.computeIfPresent(frontier.size(), (size, unknown) -> frontier.root());
    }

    /** The times of the checkpoints by their sizes, the earliest for each. */
    NavigableMap<Long, Instant> signed() {
        NavigableMap<Long, Instant> signed = new TreeMap<>();
        read.forEach(one -> signed.merge(
                one.checkpoint().size(),
                one.checkpoint().time(),
                (some, other) -> some.isBefore(other) ? some : other));
        return signed;
    }

    /** The keys that signed the valid checkpoints. */
    List<String> signers() {
        return List.copyOf(signers);
    }

    /** The checkpoints that a trusted key signed and that agree with the entries. To be called after the end. */
    List<OpenedCheckpoint> proved() {
        return proved;
    }

    List<String> remarks() {
        return remarks;
    }

    /** Takes the time of an entry. Those of the first entries that a checkpoint does not cover are remembered. */
    void appended(long index, Instant time) {
        if (index == 0 || roots.containsKey(index)) {
            times.put(index, time);
        }
    }

    /** The time of the first entry that a checkpoint of that size does not cover; null if there is none. */
    @Nullable
    Instant timeOfEntry(long size) {
        return times.get(size);
    }

    /** Ends the check of a log of that size; returns how many entries are signed for. */
    long end(long size) {
        keptKeys.forEach((key, index) -> findings.add("public key " + key, "entry " + index + " does not name it"));
        long signed = 0;
        List<OpenedCheckpoint> sound = new ArrayList<>();
        List<OpenedCheckpoint> contradicted = new ArrayList<>();
        for (OpenedCheckpoint one : read) {
            if (one.checkpoint().size() > size) {
                findings.add(
                        place(one.kept()),
                        "the log has only " + size + " entries: its end was cut off, or it is another log");
            } else if (!one.checkpoint()
                    .root()
                    .equals(roots.get(one.checkpoint().size()))) {
                contradicted.add(one);
            } else {
                sound.add(one);
            }
        }
        checkContradicted(contradicted);
        spreadTrust(sound);
        for (OpenedCheckpoint one : sound) {
            if (isTrusted(one)) {
                proved.add(one);
                signed = Math.max(signed, one.checkpoint().size());
                keys.stream()
                        .filter(key ->
                                key.id().equals(Checkpoint.keyId(one.kept().note())))
                        .forEach(key -> signers.add(key.toString()));
            } else {
                findings.add(
                        place(one.kept()), "it is signed by a key that no checkpoint of a trusted key vouches for");
            }
        }
        checkDuplicates();
        boolean signedOnce = read.stream().anyMatch(one -> one.kept().place().equals(Verifier.RECORD));
        findings.require(
                begun.isEmpty() || signedOnce,
                "checkpoints",
                "the record has none, although a key of the log is in use");
        findings.require(!givenKeys || size == 0 || signed > 0, "checkpoints", "none is signed by a trusted key");
        return signed;
    }

    /** After an entry that was changed or is missing, no checkpoint agrees: they are reported together. */
    private void checkContradicted(List<OpenedCheckpoint> contradicted) {
        long explained = 0;
        for (OpenedCheckpoint one : contradicted) {
            if (brokenAt >= 0 && one.checkpoint().size() >= brokenAt && explained++ > 0) {
                continue;
            }
            findings.add(
                    place(one.kept()),
                    "the log's first " + one.checkpoint().size() + " entries are not those that were signed");
        }
        if (explained > 1) {
            findings.add("checkpoints", (explained - 1) + " later ones do not agree with the entries either");
        }
    }

    private void spreadTrust(List<OpenedCheckpoint> sound) {
        if (!givenKeys) {
            trusted.addAll(keys);
            return;
        }
        boolean grown = true;
        while (grown) {
            long vouched = sound.stream()
                    .filter(this::isTrusted)
                    .mapToLong(one -> one.checkpoint().size())
                    .max()
                    .orElse(0);
            Set<VerifierKey> further = new HashSet<>();
            begun.forEach((entry, index) -> keys.stream()
                    .filter(key -> index < vouched && key.toString().equals(entry.key()) && !trusted.contains(key))
                    .forEach(further::add));
            grown = trusted.addAll(further);
        }
    }

    private boolean isTrusted(OpenedCheckpoint one) {
        return Checkpoint.isSignedBy(one.kept().note(), trusted);
    }

    /** What is in the file must be in the database, too: it was written there first. */
    private void checkDuplicates() {
        Set<String> inRecord = new HashSet<>();
        read.stream()
                .filter(one -> one.kept().place().equals(Verifier.RECORD))
                .forEach(one -> inRecord.add(one.kept().note()));
        for (OpenedCheckpoint one : read) {
            boolean lost = one.kept().place().equals(Verifier.FILE)
                    && !inRecord.contains(one.kept().note());
            findings.require(!lost, place(one.kept()), "it is missing in " + Verifier.RECORD);
        }
        checkFile();
    }

    /** An instance writes each of its checkpoints to its file. After a crash or from a backup the last ones may be missing. */
    private void checkFile() {
        Set<String> inFile = new HashSet<>();
        Set<String> keysOfFile = new HashSet<>();
        read.stream().filter(one -> one.kept().place().equals(Verifier.FILE)).forEach(one -> {
            inFile.add(one.kept().note());
            keysOfFile.add(Checkpoint.keyId(one.kept().note()));
        });
        List<OpenedCheckpoint> missing = read.stream()
                .filter(one -> one.kept().place().equals(Verifier.RECORD)
                        && keysOfFile.contains(one.kept().keyId())
                        && !inFile.contains(one.kept().note()))
                .toList();
        if (!missing.isEmpty()) {
            remarks.add(missing.size() + " checkpoints of the record are missing in the file of checkpoints; the first"
                    + " covers " + missing.get(0).checkpoint().size() + " entries.");
        }
    }
}
