package org.kentei.record.encryption;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Opens the master key of a record, and wraps all keys of the record under its newest key. */
final class KeyWrapping {

    private static final Logger LOG = Logger.getLogger(KeyWrapping.class);
    private static final int AT_ONCE = 1000;

    private final Jdbi jdbi;
    private final MasterKeyFile file;

    KeyWrapping(Jdbi jdbi, MasterKeyFile file) {
        this.jdbi = jdbi;
        this.file = file;
    }

    /**
     * The master key of the record. A new record gets a new one. Keys that an earlier version stored without one are wrapped, and
     * a replacement that was interrupted is finished.
     *
     * @throws UnusableFileException if the file is missing, or is not that of this record
     */
    MasterKeys open() {
        byte[] stored = jdbi.withHandle(KeyWrapping::lookupKey);
        if (MasterKeys.idOf(stored) != null) {
            MasterKeys keys = known(stored);
            return keys.isBeingReplaced() ? finish(keys, 0) : keys;
        }
        Optional<byte[]> earlier = ofEarlierVersion();
        MasterKeys keys = earlier.isPresent() ? present() : file.read().orElseGet(file::make);
        byte[] lookupKey = earlier.isPresent() ? keys.lookupKeyOfEarlierVersion(stored) : stored;
        int bare = wrapAll(keys);
        if (bare > 0 && earlier.isEmpty()) {
            LOG.warn(
                    "An earlier version stored the keys of candidates without a master key. The database may still contain"
                            + " them as they were. If it is an H2 file, stop the service once and run `kentei master-key rotate`,"
                            + " which writes the file anew; in PostgreSQL run `vacuum full`.");
        }
        boolean wrapped = jdbi.inTransaction(
                handle -> handle.createUpdate("update log_state set lookup_key = :wrapped where lookup_key = :stored")
                                .bind("wrapped", keys.wrapLookupKey(lookupKey))
                                .bind("stored", stored)
                                .execute()
                        == 1);
        // otherwise another instance was faster, maybe with another key
        return wrapped ? keys : open();
    }

    /** The master key of the record, which is not changed. */
    MasterKeys openReadOnly() {
        byte[] stored = jdbi.withHandle(KeyWrapping::lookupKey);
        if (MasterKeys.idOf(stored) != null) {
            return known(stored);
        }
        return ofEarlierVersion().isPresent() ? present() : file.read().orElseGet(MasterKeys::generate);
    }

    /** Whether an earlier version wrapped the keys: it made the lookup key in another way. */
    boolean isOfEarlierVersion() {
        return MasterKeys.idOf(jdbi.withHandle(KeyWrapping::lookupKey)) == null
                && ofEarlierVersion().isPresent();
    }

    private MasterKeys known(byte[] stored) {
        MasterKeys keys = present();
        String id = String.valueOf(MasterKeys.idOf(stored));
        if (!keys.ids().contains(id)) {
            throw new UnusableFileException("The record is encrypted with the master key `" + id + "`, and `"
                    + file.path() + "` contains `" + keys.ids().get(0)
                    + "`. Name the file of this record with `kentei.master-key`.");
        }
        return keys;
    }

    private MasterKeys present() {
        return file.read()
                .orElseThrow(() -> new UnusableFileException("The record is encrypted with a master key, and `"
                        + file.path() + "` is missing. Copy it from a backup or from another instance, or name it with"
                        + " `kentei.master-key`. Without it nobody can read the candidates of this record."));
    }

    /** A key that an earlier version wrapped; empty if there is none. It is tried with the key in the file. */
    private Optional<byte[]> ofEarlierVersion() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select candidate, data_key from candidate"
                                        + " union all select entry_index, data_key from ingested where data_key is not null limit 1")
                        .map((row, context) -> {
                            byte[] wrapped = row.getBytes(2);
                            if (MasterKeys.isOfEarlierVersion(wrapped)) {
                                requireOpens(wrapped, row.getLong(1));
                            }
                            return wrapped;
                        })
                        .findOne())
                .filter(MasterKeys::isOfEarlierVersion);
    }

    private void requireOpens(byte[] wrapped, long number) {
        try {
            present().unwrap(wrapped, number);
        } catch (DecryptionException other) {
            throw new UnusableFileException(
                    "The record is encrypted with another master key than that in `" + file.path()
                            + "`. Name the file of this record with `kentei.master-key`.",
                    other);
        }
    }

    /** How many times keys were deleted under the present master key. */
    long deletions() {
        return jdbi.withHandle(handle -> handle.createQuery("select key_deletions from log_state")
                .mapTo(Long.class)
                .one());
    }

    /** Begins a replacement: the new key wraps from now on, and the old one still unwraps. */
    MasterKeys begin(MasterKeys keys) {
        MasterKeys both = keys.withNew();
        file.replace(both);
        return both;
    }

    /**
     * Ends a replacement, and destroys the old key.
     *
     * @param deletions how many of the deletions had been done when it began; the old key is of no use for these any more
     */
    MasterKeys finish(MasterKeys both, long deletions) {
        // whoever appended with the old key alone has committed once the log is locked
        jdbi.useTransaction(handle -> {
            handle.createQuery("select size from log_state where only_row = 1 for update")
                    .mapTo(Long.class)
                    .one();
            byte[] stored = lookupKey(handle);
            handle.createUpdate("update log_state set lookup_key = :wrapped,"
                            + " key_deletions = greatest(0, key_deletions - :deletions)")
                    .bind("deletions", deletions)
                    .bind("wrapped", both.wrapLookupKey(both.unwrapLookupKey(stored)))
                    .execute();
        });
        wrapAll(both);
        MasterKeys newest = both.newest();
        file.replace(newest);
        return newest;
    }

    private int wrapAll(MasterKeys keys) {
        AtomicInteger wrapped = new AtomicInteger();
        @Nullable Long candidate = -1L;
        while (candidate != null) {
            long after = candidate;
            candidate = jdbi.inTransaction(handle -> wrapCandidates(handle, keys, after, wrapped));
        }
        @Nullable UUID line = new UUID(0, 0);
        while (line != null) {
            UUID after = line;
            line = jdbi.inTransaction(handle -> wrapLines(handle, keys, after, wrapped));
        }
        jdbi.useTransaction(handle -> wrapJobs(handle, keys, wrapped));
        if (wrapped.get() > 0) {
            LOG.infof(
                    "%d keys of candidates were wrapped under the master key `%s`.",
                    wrapped.get(), keys.ids().get(0));
        }
        return wrapped.get();
    }

    private record StoredKey<T>(T id, long number, byte[] wrapped) {}

    /** Wraps some keys, and returns the last candidate; null at the end. */
    private static @Nullable Long wrapCandidates(Handle handle, MasterKeys keys, long after, AtomicInteger wrapped) {
        List<StoredKey<Long>> some = handle.createQuery("select candidate, data_key from candidate"
                        + " where candidate > :after order by candidate limit :most")
                .bind("after", after)
                .bind("most", AT_ONCE)
                .map((row, context) -> new StoredKey<>(row.getLong(1), row.getLong(1), row.getBytes(2)))
                .list();
        BatchInsert rows = new BatchInsert("update candidate set data_key = :new where candidate = :id");
        some.stream().filter(one -> !keys.wrapped(one.wrapped())).forEach(one -> {
            byte[] again = keys.wrap(keys.unwrap(one.wrapped(), one.number()), one.number());
            rows.add(row -> row.bind("new", again).bind("id", one.id()));
            wrapped.incrementAndGet();
        });
        rows.execute(handle);
        return some.isEmpty() ? null : some.get(some.size() - 1).id();
    }

    /** The keys of all jobs, which are few. */
    private static void wrapJobs(Handle handle, MasterKeys keys, AtomicInteger wrapped) {
        List<StoredKey<UUID>> all = handle.createQuery("select job_id, data_key from job where data_key is not null")
                .map((row, context) -> {
                    UUID jobId = row.getObject(1, UUID.class);
                    return new StoredKey<>(jobId, CandidateKeys.numberOf(jobId), row.getBytes(2));
                })
                .list();
        BatchInsert rows =
                new BatchInsert("update job set data_key = :new where job_id = :id and data_key is not null");
        all.stream().filter(one -> !keys.wrapped(one.wrapped())).forEach(one -> {
            byte[] again = keys.wrap(keys.unwrap(one.wrapped(), one.number()), one.number());
            rows.add(row -> row.bind("new", again).bindBySqlType("id", one.id(), Types.OTHER));
            wrapped.incrementAndGet();
        });
        rows.execute(handle);
    }

    private static @Nullable UUID wrapLines(Handle handle, MasterKeys keys, UUID after, AtomicInteger wrapped) {
        List<StoredKey<UUID>> some = handle.createQuery("select assessment_id, entry_index, data_key from ingested"
                        + " where data_key is not null and assessment_id > :after order by assessment_id limit :most")
                .bindBySqlType("after", after, Types.OTHER)
                .bind("most", AT_ONCE)
                .map((row, context) -> new StoredKey<>(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3)))
                .list();
        BatchInsert rows = new BatchInsert(
                "update ingested set data_key = :new where assessment_id = :id and data_key is not null");
        some.stream().filter(one -> !keys.wrapped(one.wrapped())).forEach(one -> {
            byte[] again = keys.wrap(keys.unwrap(one.wrapped(), one.number()), one.number());
            rows.add(row -> row.bind("new", again).bindBySqlType("id", one.id(), Types.OTHER));
            wrapped.incrementAndGet();
        });
        rows.execute(handle);
        return some.isEmpty() ? null : some.get(some.size() - 1).id();
    }

    /** The stored lookup key; empty if the state of the log is missing, which the verification reports. */
    private static byte[] lookupKey(Handle handle) {
        return handle.createQuery("select lookup_key from log_state")
                .mapTo(byte[].class)
                .findOne()
                .orElse(new byte[0]);
    }
}
