package org.kentei.record.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Approval;
import org.kentei.log.Client;
import org.kentei.log.LogEntry.ProposalEntry;
import org.kentei.log.LogEntry.ProposalEntry.Step;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.log.LogTransaction;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.ApprovalException.Reason;
import org.kentei.ruleset.RulesetFiles;

/**
 * The revision that needs two people before it may decide. All instances on one record see the same one. Every step that
 * a person takes is an entry of the log, in the same transaction.
 */
@ApplicationScoped
public class WaitingRulesets {

    private static final String SELECT = "select revision, replaces, offered_at, review, proposed_by, proposed_from,"
            + " proposed_at, rejected_by from waiting_ruleset";

    private final RecordLog log;
    private final RulesetArchive archive;

    public WaitingRulesets(RecordLog log, RulesetArchive archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * The revision.
     *
     * @param replaces the revision that it was compared with
     * @param review the diff and the impact as JSON; null until they are known
     * @param proposedBy who proposed it; null if nobody did yet
     * @param rejectedBy who rejected it; null if it waits
     */
    public record WaitingRuleset(
            String revision,
            String replaces,
            Instant offeredAt,
            @Nullable String review,
            @Nullable Client proposedBy,
            @Nullable Instant proposedAt,
            @Nullable String rejectedBy) {

        public boolean waits() {
            return rejectedBy == null;
        }
    }

    /** The revision that waits, or that was rejected and not replaced since. */
    public Optional<WaitingRuleset> find() {
        return log.read(WaitingRulesets::find);
    }

    /** The files of the revision if it still is this one. */
    public Optional<RulesetFiles> files(String revision) {
        return log.read(handle -> find(handle)
                .filter(waiting -> waiting.revision().equals(revision))
                .map(waiting -> files(handle)));
    }

    /**
     * Lets a revision wait. It takes the place of another one. Nothing changes if it waits already, if it was rejected and
     * nothing else was offered since, or if it is active.
     *
     * @return the row of the revision; empty if the revision is active
     */
    public Optional<WaitingRuleset> offer(RulesetFiles files, Instant now) {
        String revision = files.revision();
        return log.append(transaction -> {
            Handle handle = transaction.handle();
            String active = RulesetArchive.lastActive(handle).orElse("");
            Optional<WaitingRuleset> before = find(handle);
            if (active.equals(revision)) {
                // somebody activated it without asking, with another setting
                before.filter(one -> one.revision().equals(revision))
                        .ifPresent(one -> replace(transaction, one, active, now));
                return Optional.empty();
            }
            if (before.filter(one ->
                            one.revision().equals(revision) && one.replaces().equals(active))
                    .isPresent()) {
                return before;
            }
            before.ifPresent(one -> replace(transaction, one, revision, now));
            handle.createUpdate("insert into waiting_ruleset (only_row, revision, replaces, offered_at)"
                            + " values (1, :revision, :replaces, :now)")
                    .bind("revision", revision)
                    .bind("replaces", active)
                    .bindBySqlType("now", utc(now), Types.TIMESTAMP_WITH_TIMEZONE)
                    .execute();
            BatchInsert contents = new BatchInsert("insert into waiting_file (name, content) values (:name, :content)");
            files.byName()
                    .forEach((name, content) ->
                            contents.add(row -> row.bind("name", name).bind("content", content)));
            contents.execute(handle);
            return find(handle);
        });
    }

    /** Takes the revision back if it still is this one, because the rules folder holds the active one again. */
    public void withdraw(String revision, Instant now) {
        if (find().filter(one -> one.revision().equals(revision)).isEmpty()) {
            return;
        }
        log.append(transaction -> {
            Optional<WaitingRuleset> before =
                    find(transaction.handle()).filter(one -> one.revision().equals(revision));
            before.ifPresent(one -> replace(
                    transaction,
                    one,
                    RulesetArchive.lastActive(transaction.handle()).orElse(null),
                    now));
            return before;
        });
    }

    /** Stores the diff and the impact of a revision. Nothing changes if another instance was faster, or it waits no more. */
    public void review(WaitingRuleset waiting, String review) {
        log.write(handle -> handle.createUpdate("update waiting_ruleset set review = :review"
                        + " where revision = :revision and replaces = :replaces and review is null")
                .bind("review", review)
                .bind("revision", waiting.revision())
                .bind("replaces", waiting.replaces())
                .execute());
    }

    /**
     * A person answers for the revision that waits.
     *
     * @throws ApprovalException if it does not wait, or was proposed already
     */
    public void propose(String revision, Client person, Instant now) {
        log.append(transaction -> {
            WaitingRuleset waiting = require(transaction.handle(), revision);
            if (waiting.proposedBy() != null) {
                throw new ApprovalException(
                        Reason.REFUSED,
                        "The revision was already proposed by `"
                                + waiting.proposedBy().name() + "`.");
            }
            Instant moment = now.truncatedTo(ChronoUnit.MICROS);
            transaction
                    .handle()
                    .createUpdate("update waiting_ruleset set proposed_by = :name, proposed_from = :address,"
                            + " proposed_at = :now")
                    .bind("name", person.name())
                    .bind("address", person.address())
                    .bindBySqlType("now", utc(moment), Types.TIMESTAMP_WITH_TIMEZONE)
                    .execute();
            return transaction.append(
                    new ProposalEntry(moment, Step.PROPOSED, revision, waiting.replaces(), null, person));
        });
    }

    /**
     * A person rejects the revision that waits. Who proposed it may do that too.
     *
     * @throws ApprovalException if it does not wait
     */
    public void reject(String revision, Client person, Instant now) {
        log.append(transaction -> {
            WaitingRuleset waiting = require(transaction.handle(), revision);
            transaction
                    .handle()
                    .createUpdate("update waiting_ruleset set rejected_by = :name")
                    .bind("name", person.name())
                    .execute();
            return transaction.append(new ProposalEntry(
                    now.truncatedTo(ChronoUnit.MICROS), Step.REJECTED, revision, waiting.replaces(), null, person));
        });
    }

    /**
     * A second person confirms the revision that waits. Its activation is in the log when this returns.
     *
     * @param approval makes what the log says of it
     * @throws ApprovalException if it does not wait, is not proposed or not reviewed yet, or this is who proposed it
     */
    public void confirm(
            String revision,
            Client person,
            Instant now,
            ServiceVersion service,
            Function<WaitingRuleset, Approval> approval) {
        log.append(transaction -> {
            Handle handle = transaction.handle();
            WaitingRuleset waiting = require(handle, revision);
            Client proposer = waiting.proposedBy();
            if (proposer == null) {
                throw new ApprovalException(
                        Reason.REFUSED,
                        "Nobody proposed the revision yet. One person proposes it, another confirms it.");
            }
            if (String.valueOf(proposer.name()).equals(person.name())) {
                throw new ApprovalException(
                        Reason.REFUSED,
                        "`" + person.name() + "` proposed the revision. Another person has to confirm it.");
            }
            if (waiting.review() == null) {
                throw new ApprovalException(
                        Reason.NOT_REVIEWED,
                        "The effects of the revision are still being computed. Try again in a few seconds.");
            }
            if (!waiting.replaces().equals(RulesetArchive.lastActive(handle).orElse(""))) {
                throw new ApprovalException(
                        Reason.REFUSED,
                        "Another revision became active since. The revision is compared with it, and can then be"
                                + " proposed again.");
            }
            RulesetFiles files = files(handle);
            if (!files.revision().equals(revision)) {
                throw new ApprovalException(
                        Reason.REFUSED,
                        "The stored files of the revision were changed. Save the rules folder again, so that it is"
                                + " offered anew.");
            }
            delete(handle);
            return archive.keep(transaction, files, now, service, approval.apply(waiting));
        });
    }

    private static WaitingRuleset require(Handle handle, String revision) {
        return find(handle)
                .filter(WaitingRuleset::waits)
                .filter(waiting -> waiting.revision().equals(revision))
                .orElseThrow(() -> new ApprovalException(
                        Reason.NOT_WAITING,
                        "This revision does not wait for approval. It may have been replaced, rejected or activated"
                                + " since."));
    }

    private static void replace(LogTransaction transaction, WaitingRuleset one, @Nullable String by, Instant now) {
        delete(transaction.handle());
        if (one.waits()) {
            transaction.append(new ProposalEntry(
                    now.truncatedTo(ChronoUnit.MICROS), Step.REPLACED, one.revision(), one.replaces(), by, null));
        }
    }

    private static void delete(Handle handle) {
        handle.execute("delete from waiting_file");
        handle.execute("delete from waiting_ruleset");
    }

    private static RulesetFiles files(Handle handle) {
        Map<String, byte[]> files = new TreeMap<>();
        handle.createQuery("select name, content from waiting_file")
                .map((row, context) -> files.put(row.getString(1), row.getBytes(2)))
                .list();
        return new RulesetFiles(new TreeMap<>(files));
    }

    private static Optional<WaitingRuleset> find(Handle handle) {
        return handle.createQuery(SELECT).map((row, context) -> read(row)).findOne();
    }

    private static WaitingRuleset read(ResultSet row) throws SQLException {
        OffsetDateTime proposedAt = row.getObject("proposed_at", OffsetDateTime.class);
        return new WaitingRuleset(
                row.getString("revision"),
                row.getString("replaces"),
                row.getObject("offered_at", OffsetDateTime.class).toInstant(),
                row.getString("review"),
                proposedAt == null ? null : new Client(row.getString("proposed_by"), row.getString("proposed_from")),
                proposedAt == null ? null : proposedAt.toInstant(),
                row.getString("rejected_by"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
