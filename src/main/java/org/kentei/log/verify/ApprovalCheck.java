package org.kentei.log.verify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Approval;
import org.kentei.log.Client;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.LogEntry.ProposalEntry;
import org.kentei.log.LogEntry.ProposalEntry.Step;

/** Compares what an activation says of the two people who agreed to it with the entries before. */
final class ApprovalCheck {

    private final Discrepancies findings;

    /** The proposal that was neither rejected nor replaced; null for none. */
    private @Nullable ProposalEntry open;

    private boolean approvedBefore;
    private long unapproved;
    private long firstUnapproved;

    ApprovalCheck(Discrepancies findings) {
        this.findings = findings;
    }

    /** @param active the revision that was activated last before the entry; empty for none */
    void check(long index, ProposalEntry entry, String active) {
        String place = "entry " + index;
        if (entry.step() == Step.PROPOSED) {
            findings.require(
                    entry.client() != null && entry.client().name() != null, place, "it does not name who proposed");
            findings.require(
                    entry.replaces().equals(active),
                    place,
                    "it proposes to replace a revision that was not active: " + entry.replaces());
            open = entry;
        } else if (open != null && open.rulesetRevision().equals(entry.rulesetRevision())) {
            open = null;
        }
    }

    /** @param active the revision that was activated last before the entry; empty for none */
    void check(long index, ActivationEntry entry, String active) {
        Approval approval = entry.approval();
        if (approval != null) {
            check("entry " + index, entry.rulesetRevision(), approval, active);
            approvedBefore = true;
            open = null;
        } else if (approvedBefore && !entry.rulesetRevision().equals(active)) {
            if (unapproved++ == 0) {
                firstUnapproved = index;
            }
        }
    }

    private void check(String place, String revision, Approval approval, String active) {
        findings.require(
                approval.replaces().equals(active),
                place,
                "its approval is about replacing another revision than the active one: " + approval.replaces());
        Client proposer = approval.proposedBy();
        Client confirmer = approval.confirmedBy();
        findings.require(
                proposer.name() != null
                        && confirmer.name() != null
                        && !proposer.name().equals(confirmer.name()),
                place,
                "it was not approved by two different people");
        findings.require(
                open != null
                        && open.rulesetRevision().equals(revision)
                        && open.replaces().equals(approval.replaces())
                        && open.time().equals(approval.proposedAt())
                        && Objects.equals(open.client(), proposer),
                place,
                "no entry before it proposes this revision in the way that its approval says");
    }

    /** The setting that asks for two people is not in the log, so this is only a remark. */
    List<String> remarks() {
        return unapproved == 0
                ? List.of()
                : List.of(unapproved
                        + " activations changed the rules without the approval of two people, although earlier"
                        + " ones had it; the first is entry " + firstUnapproved + ".");
    }
}
