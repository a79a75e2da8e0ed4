package org.kentei.live.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.kentei.access.Caller;
import org.kentei.assessment.RunningVersion;
import org.kentei.log.Approval;
import org.kentei.log.Client;
import org.kentei.record.store.ApprovalException;
import org.kentei.record.store.ApprovalException.Reason;
import org.kentei.record.store.WaitingRulesets;
import org.kentei.record.store.WaitingRulesets.WaitingRuleset;
import org.kentei.ruleset.RulesetFiles;

/**
 * Lets two people agree to a revision before it decides. The service does not see who writes a file of rules, so one person
 * answers for the revision by proposing it, and another confirms it.
 */
@ApplicationScoped
public class FourEyes {

    private final boolean enabled;
    private final WaitingRulesets waiting;
    private final RunningVersion version;
    private final Clock clock;
    private volatile Runnable decided = () -> {};

    public FourEyes(
            @ConfigProperty(name = "kentei.rules.four-eyes", defaultValue = "false") boolean enabled,
            WaitingRulesets waiting,
            RunningVersion version,
            Clock clock) {
        this.enabled = enabled;
        this.waiting = waiting;
        this.version = version;
        this.clock = clock;
    }

    /**
     * A revision that waits.
     *
     * @param replaces the active revision, which it is compared with
     * @param proposedBy the name of who proposed it; null if nobody did yet
     * @param review what it changes; null while that is being found out
     */
    public record WaitingRevision(
            String revision,
            String replaces,
            Instant offeredAt,
            @Nullable String proposedBy,
            @Nullable Instant proposedAt,
            @Nullable RulesetReview review) {

        static WaitingRevision of(WaitingRuleset row) {
            String review = row.review();
            return new WaitingRevision(
                    row.revision(),
                    row.replaces(),
                    row.offeredAt(),
                    row.proposedBy() == null ? null : row.proposedBy().name(),
                    row.proposedAt(),
                    review == null ? null : RulesetReview.read(review));
        }
    }

    public boolean enabled() {
        return enabled;
    }

    /** The revision that waits; empty for none. */
    public Optional<WaitingRevision> waiting() {
        return enabled ? waiting.find().filter(WaitingRuleset::waits).map(WaitingRevision::of) : Optional.empty();
    }

    /** The files of the revision that waits, if it still is this one. */
    public Optional<RulesetFiles> files(String revision) {
        return waiting.files(revision);
    }

    /**
     * A person answers for the revision that waits.
     *
     * @throws ApprovalException if that is not possible
     */
    public void propose(String revision, Caller caller) {
        waiting.propose(revision, person(caller), clock.instant());
    }

    /**
     * A person rejects the revision that waits.
     *
     * @throws ApprovalException if that is not possible
     */
    public void reject(String revision, Caller caller) {
        waiting.reject(revision, person(caller), clock.instant());
        decided.run();
    }

    /**
     * A second person confirms the revision that waits. Every instance lets it decide soon after.
     *
     * @throws ApprovalException if that is not possible
     */
    public void confirm(String revision, Caller caller) {
        Client person = person(caller);
        waiting.confirm(revision, person, clock.instant(), version.service(), row -> approval(row, person));
        decided.run();
    }

    /** Sets what is called when a decision about the revision was stored. It must return at once. */
    public void onDecision(Runnable listener) {
        decided = listener;
    }

    private static Approval approval(WaitingRuleset row, Client confirmedBy) {
        RulesetReview review = RulesetReview.read(Objects.requireNonNull(row.review()));
        return new Approval(
                Objects.requireNonNull(row.proposedBy()),
                Objects.requireNonNull(row.proposedAt()),
                confirmedBy,
                row.replaces(),
                review.changes(),
                review.clauses().size() - review.changes().size(),
                review.otherDifferences(),
                new Approval.Impact(
                        review.impact().complete(),
                        review.impact().candidates(),
                        review.impact().rise(),
                        review.impact().fall(),
                        review.impact().withinField(),
                        review.impact().refused()));
    }

    private Client person(Caller caller) {
        if (!enabled) {
            throw new ApprovalException(
                    Reason.NOT_WAITING,
                    "Revisions do not wait for approval here: `kentei.rules.four-eyes` is not set.");
        }
        if (!caller.authenticated() || caller.client() == null) {
            throw new ApprovalException(
                    Reason.REFUSED,
                    "Without API keys or tokens the service cannot tell two people apart. The operator has to add keys.");
        }
        return new Client(caller.client(), caller.address());
    }
}
