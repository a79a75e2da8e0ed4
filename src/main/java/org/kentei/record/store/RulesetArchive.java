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
import org.kentei.hash.Hash;
import org.kentei.log.LogEntry;
import org.kentei.log.LogEntry.ActivationEntry;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.log.LogTransaction;
import org.kentei.record.log.RecordLog;
import org.kentei.ruleset.RulesetFiles;

/** Keeps the files of every ruleset that ever decided, each content once, and has the log say when it began to. */
@ApplicationScoped
public class RulesetArchive {

    /** In canonical JSON a text that a client gives has its quotation marks escaped, and so does not match. */
    private static final String ACTIVATIONS = "%\"type\":\"ruleset-activation\"%";

    private final RecordLog log;
    private final List<Activation> activations = new ArrayList<>();
    private long searched;

    /** A revision began to decide. */
    public record Activation(String revision, Instant since) {}

    public RulesetArchive(RecordLog log) {
        this.log = log;
    }

    /** Keeps a ruleset, if it is not kept yet, and logs its activation; to be called before anything is assessed by it. */
    public void keep(RulesetFiles files, Instant activeSince, ServiceVersion service) {
        String revision = files.revision();
        SortedMap<String, String> hashes = new TreeMap<>();
        files.byName()
                .forEach((name, content) -> hashes.put(name, Hash.of(content).hex()));
        log.write(handle -> {
            LogTransaction transaction = LogTransaction.begin(handle);
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
                names.add(
                        row -> row.bind("revision", revision).bind("name", name).bind("hash", hash));
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
            transaction.append(
                    new ActivationEntry(activeSince.truncatedTo(ChronoUnit.MICROS), revision, service, hashes));
            transaction.write();
            return true;
        });
    }

    /** The revision that began to decide last, on any instance; empty if none ever did. */
    public Optional<String> lastActive() {
        return log.read(handle -> handle.createQuery(
                        "select entry_index, entry from log_entry where entry like :type order by entry_index desc limit 1")
                .bind("type", ACTIVATIONS)
                .map((row, context) -> LogEntry.parse(row.getString(2), row.getLong(1)))
                .findFirst()
                .map(entry -> ((ActivationEntry) entry).rulesetRevision()));
    }

    /** The files of a revision; empty if it never decided here. */
    public Optional<RulesetFiles> files(String revision) {
        Map<String, byte[]> files = new TreeMap<>();
        log.read(handle -> handle.createQuery("select f.name, c.content from ruleset_file f"
                        + " join rule_content c on c.content_hash = f.content_hash where f.revision = :revision")
                .bind("revision", revision)
                .map((row, context) -> files.put(row.getString(1), row.getBytes(2)))
                .list());
        return files.isEmpty() ? Optional.empty() : Optional.of(new RulesetFiles(new TreeMap<>(files)));
    }

    /**
     * Every activation of a ruleset, the first one first. The log is searched from where it was left off, so that only
     * the first search of a long log takes its time.
     */
    public synchronized List<Activation> activations() {
        long size = log.frontier().size();
        log.read(handle -> handle.createQuery("select entry_index, entry from log_entry where entry_index >= :from"
                                + " and entry_index < :size and entry like :type order by entry_index")
                        .bind("from", searched)
                        .bind("size", size)
                        .bind("type", ACTIVATIONS)
                        .map((row, context) -> LogEntry.parse(row.getString(2), row.getLong(1)))
                        .list())
                .forEach(entry -> {
                    if (entry instanceof ActivationEntry activated) {
                        activations.add(new Activation(activated.rulesetRevision(), activated.time()));
                    }
                });
        searched = size;
        return List.copyOf(activations);
    }
}
