package org.kentei.log.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kentei.hash.Hash;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.LogEntry.ProposalEntry;

/** Compares the stored rulesets with their content and with the entries of the log. */
final class RulesetCheck {

    /** Evaluations that have begun end under the old ruleset, and several instances do not change at the same moment. */
    private static final Duration TIME_TO_REPLACE = Duration.ofMinutes(10);

    private final Map<String, Map<String, String>> kept;
    private final Discrepancies findings;
    private final Set<String> activated = new HashSet<>();

    /** Since when a revision was not the one that was activated last. */
    private final Map<String, Instant> replaced = new HashMap<>();

    private final ApprovalCheck approvals;

    private String active = "";
    private long outdated;
    private long firstOutdated;

    RulesetCheck(RecordSnapshot evidence, Discrepancies findings) {
        this.kept = evidence.rulesets();
        this.findings = findings;
        this.approvals = new ApprovalCheck(findings);
        Set<String> used = new HashSet<>();
        Map<String, byte[]> files = evidence.ruleFiles();
        files.forEach((hash, content) ->
                findings.require(Hash.of(content).hex().equals(hash), "rule file " + hash, "its content was changed"));
        kept.forEach((revision, ruleset) -> {
            findings.require(
                    revision(ruleset).equals(revision), place(revision), "its files do not make this revision");
            ruleset.forEach((name, hash) -> {
                used.add(hash);
                findings.require(files.containsKey(hash), place(revision), "its file `" + name + "` is missing");
            });
        });
        files.keySet().stream()
                .filter(hash -> !used.contains(hash))
                .forEach(hash -> findings.add("rule file " + hash, "it belongs to no ruleset"));
    }

    /**
     * The hash of the lines that {@code sha256sum} writes of the files in the order of their names. {@code
     * ruleset.RulesetFiles} computes it too. This code is independent of that on purpose, so that an error in one shows.
     */
    static String revision(Map<String, String> hashes) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(hashes)
                .forEach((name, hash) ->
                        lines.append(hash).append("  ").append(name).append('\n'));
        return Hash.of(lines.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    void check(long index, ActivationEntry entry) {
        activated.add(entry.rulesetRevision());
        approvals.check(index, entry, active);
        if (!entry.rulesetRevision().equals(active)) {
            replaced.put(active, entry.time());
            active = entry.rulesetRevision();
        }
        replaced.remove(active);
        Map<String, String> files = kept.get(entry.rulesetRevision());
        if (files == null) {
            findings.add(
                    place(entry.rulesetRevision()), "entry " + index + " activates it, but its files are not kept");
        } else {
            findings.require(
                    files.equals(entry.files()),
                    place(entry.rulesetRevision()),
                    "its files are not those that entry " + index + " names");
        }
    }

    void check(long index, ProposalEntry entry) {
        approvals.check(index, entry, active);
    }

    /** Several instances may have different rules for a while, so this is only a remark. */
    void used(long index, String revision, Instant time) {
        decidedElsewhere(index, revision);
        Instant since = replaced.get(revision);
        if (since != null && Duration.between(since, time).compareTo(TIME_TO_REPLACE) > 0) {
            if (outdated++ == 0) {
                firstOutdated = index;
            }
        }
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>(approvals.remarks());
        if (outdated > 0) {
            remarks.add(outdated + " assessments were decided by a ruleset that another had replaced more than "
                    + TIME_TO_REPLACE.toMinutes() + " minutes before; the first is entry " + firstOutdated + ".");
        }
        return remarks;
    }

    void decidedElsewhere(long index, String revision) {
        findings.require(
                activated.contains(revision),
                "entry " + index,
                "it names a ruleset that was not active before: " + revision);
    }

    void end() {
        kept.keySet().stream()
                .filter(revision -> !activated.contains(revision))
                .forEach(revision -> findings.add(place(revision), "no entry of the log activates it"));
    }

    private static String place(String revision) {
        return "ruleset " + revision;
    }
}
