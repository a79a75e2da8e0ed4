package org.kentei.record.encryption;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.hash.Hash;
import org.kentei.record.database.BatchInsert;
import org.kentei.record.database.FewSizes;
import org.kentei.record.encryption.Encryption.DecryptionException;

/** Keeps of each candidate a key of its own, under which everything personal is encrypted, and finds it by its id. */
@ApplicationScoped
public class CandidateKeys {

    private final @Nullable KeyWrapping wrapping;
    private final boolean lookupOfEarlierVersion;
    private volatile MasterKeys master;

    /** What was replaced last; null if there is no such key, or not any more. */
    private volatile @Nullable MasterKeys replaced;

    /** The lookup key that was unwrapped last. */
    private volatile @Nullable LookupKey lookupKey;

    private record LookupKey(byte[] stored, byte[] key) {}

    @Inject
    public CandidateKeys(
            Jdbi jdbi,
            @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder,
            @ConfigProperty(name = MasterKeyFile.SETTING) Optional<Path> configured) {
        this(jdbi, new MasterKeyFile(dataFolder, configured));
    }

    /**
     * The keys of a record that is opened to write.
     *
     * @throws UnusableFileException if the file of the master key is missing, or is not that of this record
     */
    public CandidateKeys(Jdbi jdbi, MasterKeyFile file) {
        this.wrapping = new KeyWrapping(jdbi, file);
        this.lookupOfEarlierVersion = false;
        this.master = wrapping.open();
    }

    /** The keys of a record under this master key, which stays as it is. */
    public CandidateKeys(MasterKeys master) {
        this(master, false);
    }

    private CandidateKeys(MasterKeys master, boolean lookupOfEarlierVersion) {
        this.wrapping = null;
        this.lookupOfEarlierVersion = lookupOfEarlierVersion;
        this.master = master;
    }

    /**
     * The keys of a record that is only read.
     *
     * @throws UnusableFileException if the file of the master key is missing, or is not that of this record
     */
    public static CandidateKeys readOnly(Jdbi jdbi, MasterKeyFile file) {
        KeyWrapping wrapping = new KeyWrapping(jdbi, file);
        return new CandidateKeys(wrapping.openReadOnly(), wrapping.isOfEarlierVersion());
    }

    /** A wrong or missing key shows when the service starts, and not at the first assessment. */
    void openAtStart(@Observes StartupEvent start) {}

    /**
     * Replaces the master key: wraps all keys under a new one, and destroys the old one. What copies of the database contain of
     * erased candidates cannot be opened any more. It may run while others work with the record in this process: what they
     * read before can be opened until {@link #forgetReplaced}.
     */
    public synchronized void replaceMaster() {
        KeyWrapping of = Objects.requireNonNull(wrapping, "the record is only read");
        // one that broke off goes on: a third key would leave the first one
        boolean goesOn = master.isBeingReplaced();
        // what is deleted from now on may be wrapped under the new key, so that one has to be replaced too
        long deletions = goesOn ? 0 : of.deletions();
        MasterKeys both = goesOn ? master : of.begin(master);
        master = both;
        MasterKeys newest = of.finish(both, deletions);
        replaced = both;
        master = newest;
    }

    /** Forgets the replaced master key. Call it when everything that was read before the replacement was opened. */
    public void forgetReplaced() {
        replaced = null;
    }

    /** The keys that open something: a row that was read before a replacement is wrapped under the replaced key. */
    private MasterKeys opening(byte[] wrapped) {
        MasterKeys present = master;
        MasterKeys before = replaced;
        return before == null || present.wrapped(wrapped) ? present : before;
    }

    /** Deletes the keys of those candidates who have no assessments any more. */
    public static void deleteUnused(Handle handle, List<Long> candidates) {
        int deleted = handle.createUpdate("delete from candidate where candidate in (<candidates>) and not exists"
                        + " (select 1 from assessment where assessment.candidate = candidate.candidate)")
                .bindList("candidates", candidates)
                .execute();
        if (deleted > 0) {
            noteDeleted(handle);
        }
    }

    /**
     * Notes that keys were deleted, within the transaction that deleted them: the master key has to be replaced, since the
     * database may contain the deleted rows for a while.
     */
    public static void noteDeleted(Handle handle) {
        handle.execute("update log_state set key_deletions = key_deletions + 1");
    }

    /** Whether keys were deleted since the master key was last replaced. */
    public boolean wereDeleted() {
        return Objects.requireNonNull(wrapping, "the record is only read").deletions() > 0;
    }

    private byte[] lookupKey(byte[] stored) {
        LookupKey last = lookupKey;
        if (last == null || !Arrays.equals(last.stored(), stored)) {
            last = new LookupKey(
                    stored,
                    lookupOfEarlierVersion
                            ? master.lookupKeyOfEarlierVersion(stored)
                            : opening(stored).unwrapLookupKey(stored));
            lookupKey = last;
        }
        return last.key();
    }

    /** What a candidate is found by, without its id in clear text. */
    private byte[] hmac(byte[] stored, String text) {
        return Hash.hmac(lookupKey(stored), text.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /**
     * A secret that all instances on one record share.
     *
     * @param stored the random key that is kept in the database
     */
    public byte[] secret(byte[] stored, String purpose) {
        // no candidate's id begins with the character 0
        return hmac(stored, "\0" + purpose);
    }

    /**
     * The key of a candidate.
     *
     * @param candidate the candidate's number: the position of its first assessment
     */
    public record CandidateKey(long candidate, byte[] dataKey) {}

    /** The keys of the candidates that come up in one transaction. */
    public final class TransactionKeys {

        private final Handle handle;
        private final Map<String, byte[]> lookups = new LinkedHashMap<>();
        private final Map<ByteBuffer, CandidateKey> known = new HashMap<>();
        private final BatchInsert added =
                new BatchInsert("insert into candidate (candidate, lookup, sealed_id, data_key, latest)"
                        + " values (:candidate, :lookup, :sealedId, :dataKey, :latest)");
        private final Map<Long, Long> latest = new LinkedHashMap<>();
        private final Set<Long> fresh = new HashSet<>();

        private TransactionKeys(Handle handle, byte[] lookupKey, List<String> candidateIds) {
            this.handle = handle;
            candidateIds.forEach(id -> lookups.computeIfAbsent(id, one -> hmac(lookupKey, one)));
        }

        private TransactionKeys read() {
            handle.createQuery("select candidate, lookup, data_key from candidate where lookup in (<lookups>)")
                    .bindList("lookups", FewSizes.of(lookups.values()))
                    .map((row, context) -> {
                        long candidate = row.getLong("candidate");
                        CandidateKey key = new CandidateKey(candidate, unwrap(row.getBytes("data_key"), candidate));
                        return known.put(ByteBuffer.wrap(row.getBytes("lookup")), key);
                    })
                    .list();
            return this;
        }

        /**
         * The key of one of these candidates, whose latest assessment is at that position; a new key if the candidate was not
         * known before.
         */
        public CandidateKey of(String candidateId, long position) {
            byte[] lookup = Objects.requireNonNull(lookups.get(candidateId));
            CandidateKey found = known.computeIfAbsent(ByteBuffer.wrap(lookup), unknown -> {
                CandidateKey key = new CandidateKey(position, Encryption.random(Encryption.KEY_BYTES));
                byte[] id = candidateId.getBytes(StandardCharsets.UTF_8);
                fresh.add(position);
                added.add(row -> row.bind("candidate", position)
                        .bind("latest", latest.get(position))
                        .bind("lookup", lookup)
                        .bind("sealedId", Encryption.seal(key.dataKey(), place(position), id))
                        .bind("dataKey", master.wrap(key.dataKey(), position)));
                return key;
            });
            latest.put(found.candidate(), position);
            return found;
        }

        /** Writes the new ones, and the latest position of all. */
        public void write() {
            added.execute(handle);
            BatchInsert known = new BatchInsert("update candidate set latest = :latest where candidate = :candidate");
            latest.forEach((candidate, position) -> {
                if (!fresh.contains(candidate)) {
                    known.add(row -> row.bind("candidate", candidate).bind("latest", position));
                }
            });
            known.execute(handle);
        }
    }

    /** The keys of these candidates, within a transaction that has locked the log. */
    public TransactionKeys keys(Handle handle, byte[] lookupKey, List<String> candidateIds) {
        return new TransactionKeys(handle, lookupKey, candidateIds).read();
    }

    /** The number of the candidate with that id; empty if it is unknown or erased. */
    public Optional<Long> find(Handle handle, String candidateId) {
        byte[] lookupKey = handle.createQuery("select lookup_key from log_state")
                .mapTo(byte[].class)
                .one();
        return handle.createQuery("select candidate from candidate where lookup = :lookup")
                .bind("lookup", hmac(lookupKey, candidateId))
                .mapTo(Long.class)
                .findOne();
    }

    /** A candidate's id, of its row. */
    public String id(long candidate, byte[] dataKey, byte[] sealedId) {
        return idUnder(unwrap(dataKey, candidate), candidate, sealedId);
    }

    /** A candidate's id, by its key. */
    public String idUnder(byte[] key, long candidate, byte[] sealedId) {
        return new String(Encryption.open(key, place(candidate), sealedId), StandardCharsets.UTF_8);
    }

    /** Whether that is what a candidate with that id is found by. */
    public boolean isFoundBy(String candidateId, byte[] lookupKey, byte[] lookup) {
        try {
            return Arrays.equals(hmac(lookupKey, candidateId), lookup);
        } catch (DecryptionException changed) {
            return false;
        }
    }

    /** A candidate's key, of its row. */
    public byte[] unwrap(byte @Nullable [] dataKey, long candidate) {
        if (dataKey == null) {
            throw new DecryptionException();
        }
        return opening(dataKey).unwrap(dataKey, candidate);
    }

    /** What a candidate is found by, within a transaction that has locked the log. */
    public byte[] lookup(byte[] lookupKey, String candidateId) {
        return hmac(lookupKey, candidateId);
    }

    /** The number with which a key is wrapped that belongs to no candidate; those of candidates are not negative. */
    public static long numberOf(UUID id) {
        return id.getMostSignificantBits() | Long.MIN_VALUE;
    }

    /** A key as it is stored. It is unwrapped with the same number. */
    public byte[] wrap(byte[] key, long number) {
        return master.wrap(key, number);
    }

    private static String place(long candidate) {
        return candidate + "/sealed_id";
    }
}
