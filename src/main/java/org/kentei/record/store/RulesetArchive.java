package org.kentei.record.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.kentei.hash.Hash;
import org.kentei.log.Approval;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.log.LogTransaction;
import org.kentei.record.log.RecordLog;
import org.kentei.ruleset.RulesetFiles;

/** Stores the files of every ruleset that was active, each content once, and appends its activations to the log. */
@ApplicationScoped
public class RulesetArchive {

    private static final String SELECT_ACTIVATIONS = "select e.entry_index, e.entry from ruleset_activation a"
            + " join log_entry e on e.entry_index = a.entry_index";

    private final RecordLog log;
    private final List<Activation> activations = new ArrayList<>();
    private long next;

    /** A revision became active. */
    public record Activation(String revision, Instant since) {}

    public RulesetArchive(RecordLog log) {
        this.log = log;
    }

    /**
     * Stores the files of a ruleset, unless they are stored already, and appends its activation to the log. It has to be
     * called before the ruleset decides.
     */
    public void keep(RulesetFiles files, Instant activeSince, ServiceVersion service) {
        log.append(transaction -> keep(transaction, files, activeSince, service, null));
    }

    /** Does the same within a transaction. The result is the index of the entry. */
    long keep(
            LogTransaction transaction,
            RulesetFiles files,
            Instant activeSince,
            ServiceVersion service,
            @Nullable Approval approval) {
        String revision = files.revision();
        SortedMap<String, String> hashes = new TreeMap<>();
        files.byName()
                .forEach((name, content) -> hashes.put(name, Hash.of(content).hex()));
        Handle handle = transaction.handle();
        Set<String> known = new HashSet<>(
                handle.createQuery("select content_hash from rule_content" + " where content_hash in (<hashes>)")
                        .bindList("hashes", hashes.values())
                        .mapTo(String.class)
                        .list());
        BatchInsert contents =
                new BatchInsert("insert into rule_content (content_hash, content) values (:hash, :content)");
        BatchInsert names = new BatchInsert(
                "insert into ruleset_file (revision, name, content_hash) values (:revision, :name, :hash)");
        files.byName().forEach((name, content) -> {
            String hash = hashes.get(name);
            if (known.add(hash)) {
                contents.add(row -> row.bind("hash", hash).bind("content", content));
            }
            names.add(row -> row.bind("revision", revision).bind("name", name).bind("hash", hash));
        });
        contents.execute(handle);
        boolean kept = handle.createQuery("select count(*) from ruleset_file where revision = :revision")
                        .bind("revision", revision)
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (!kept) {
            names.execute(handle);
        }
        long index = transaction.append(
                new ActivationEntry(activeSince.truncatedTo(ChronoUnit.MICROS), revision, service, hashes, approval));
        handle.createUpdate("insert into ruleset_activation (entry_index) values (:index)")
                .bind("index", index)
                .execute();
        return index;
    }

    /** The revision that became active last, on any instance; empty if there is none. */
    public Optional<String> lastActive() {
        return log.read(RulesetArchive::lastActive);
    }

    static Optional<String> lastActive(Handle handle) {
        return handle.createQuery(SELECT_ACTIVATIONS + " order by a.entry_index desc limit 1")
                .map((row, context) -> activation(row.getString(2), row.getLong(1)))
                .findFirst()
                .map(Activation::revision);
    }

    /** The files of a revision; empty if it was never active here. */
    public Optional<RulesetFiles> files(String revision) {
        Map<String, byte[]> files = new TreeMap<>();
        log.read(handle -> handle.createQuery("select f.name, c.content from ruleset_file f"
                        + " join rule_content c on c.content_hash = f.content_hash where f.revision = :revision")
                .bind("revision", revision)
                .map((row, context) -> files.put(row.getString(1), row.getBytes(2)))
                .list());
        return files.isEmpty() ? Optional.empty() : Optional.of(new RulesetFiles(new TreeMap<>(files)));
    }

    /** Every activation of a ruleset, the first one first. What was read once is not read again: entries never change. */
    public synchronized List<Activation> activations() {
        log.read(handle -> handle.createQuery(
                                SELECT_ACTIVATIONS + " where a.entry_index >= :from order by a.entry_index")
                        .bind("from", next)
                        .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                        .list())
                .forEach(entry -> {
                    activations.add(activation(entry.getValue(), entry.getKey()));
                    next = entry.getKey() + 1;
                });
        return List.copyOf(activations);
    }

    private static Activation activation(String entry, long index) {
        if (LogEntry.parse(entry, index) instanceof ActivationEntry activated) {
            return new Activation(activated.rulesetRevision(), activated.time());
        }
        throw new IllegalStateException("Entry " + index + " of the log does not activate a ruleset.");
    }
}
