package org.kentei.record.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kentei.files.PrivateFiles;
import org.kentei.log.verify.RecordSnapshot;
import org.kentei.log.verify.RecordSnapshot.StoredAssessment;
import org.kentei.record.database.Database;
import org.kentei.record.database.StoreConfig;
import org.kentei.record.database.StoreUnavailableException;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.encryption.MasterKeyFile;
import org.kentei.record.erasure.Erasure;
import org.kentei.record.ingestion.Ingestion;
import org.kentei.record.log.AppendKey;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.RecordLog;
import org.kentei.record.store.AssessmentStore;
import org.kentei.record.store.LatestAssessments;
import org.kentei.record.store.RulesetArchive;

/** The record as the command line opens it, without a service around it. */
public final class OpenRecord implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final Database store;
    private final RecordLog log;
    private final CandidateKeys candidates;
    private final AppendKeyFile appendKey;

    private OpenRecord(Database store, CandidateKeys candidates, AppendKeyFile appendKey) {
        this.store = store;
        this.log = new RecordLog(store.jdbi(), appendKey);
        this.candidates = candidates;
        this.appendKey = appendKey;
    }

    /**
     * Opens a record that is there.
     *
     * @throws StoreUnavailableException if it cannot be opened: an H2 file belongs to one process at a time, and so to a
     *     running service
     */
    public static OpenRecord open(
            StoreConfig config, Path dataFolder, Optional<Path> masterKey, Optional<Path> appendKey) {
        requireRecord(config, dataFolder);
        return connected(config, dataFolder, masterKey, appendKey);
    }

    /**
     * Opens a record, or begins an empty one.
     *
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static OpenRecord openOrBegin(
            StoreConfig config, Path dataFolder, Optional<Path> masterKey, Optional<Path> appendKey) {
        if (config.url().isEmpty()) {
            PrivateFiles.closeToOthers(dataFolder);
        }
        return connected(config, dataFolder, masterKey, appendKey);
    }

    private static OpenRecord connected(
            StoreConfig config, Path dataFolder, Optional<Path> masterKey, Optional<Path> appendKey) {
        Database store = Database.open(
                config.url().orElseGet(() -> Database.fileUrl(dataFolder)),
                config.user().orElse(null),
                config.password().orElse(null),
                CONNECTIONS);
        RecordLog.makeIfMissing(store.jdbi());
        return new OpenRecord(
                store,
                keys(store, () -> new CandidateKeys(store.jdbi(), new MasterKeyFile(dataFolder, masterKey))),
                new AppendKeyFile(dataFolder, appendKey, Clock.systemUTC()));
    }

    /**
     * Opens a record that is there to read it, and changes nothing.
     *
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static OpenRecord openReadOnly(
            StoreConfig config, Path dataFolder, Optional<Path> masterKey, Optional<Path> appendKey) {
        requireRecord(config, dataFolder);
        Database store = Database.openReadOnly(
                config.url().orElseGet(() -> Database.fileUrl(dataFolder)),
                config.user().orElse(null),
                config.password().orElse(null));
        return new OpenRecord(
                store,
                keys(store, () -> CandidateKeys.readOnly(store.jdbi(), new MasterKeyFile(dataFolder, masterKey))),
                new AppendKeyFile(dataFolder, appendKey, Clock.systemUTC()));
    }

    /** A record whose master key is missing is closed again. */
    private static CandidateKeys keys(Database store, Supplier<CandidateKeys> opening) {
        try {
            return opening.get();
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    private static void requireRecord(StoreConfig config, Path dataFolder) {
        if (config.url().isEmpty() && !Files.exists(dataFolder.resolve("kentei.mv.db"))) {
            throw new IllegalArgumentException("There is no record of assessments in the folder `" + dataFolder
                    + "`; `kentei.data` or `kentei.store.url` says where it is.");
        }
    }

    /** Does the work with the record as it is at one moment. */
    public <T> T with(Function<RecordSnapshot, T> work) {
        return new SnapshotReader(store.jdbi(), candidates, appendKey.readIfThere()).with(work);
    }

    /** From which entry on the seals of the entries are checked; empty if the append key is not at hand. */
    public Optional<Long> sealedFrom() {
        return appendKey.readIfThere().map(AppendKey::from);
    }

    /** An assessment; null if there is none with that id. */
    public @Nullable StoredAssessment assessment(UUID assessmentId) {
        return log.read(handle -> new DatabaseSnapshot(handle, candidates, Optional.empty()).assessment(assessmentId));
    }

    public AssessmentStore assessments() {
        return new AssessmentStore(log, candidates);
    }

    public LatestAssessments latestAssessments() {
        return new LatestAssessments(log, candidates);
    }

    public RulesetArchive rulesets() {
        return new RulesetArchive(log);
    }

    public RecordLog log() {
        return log;
    }

    public Ingestion ingestion() {
        return new Ingestion(log, candidates);
    }

    /** Makes a new master key, wraps the keys of all candidates under it, and destroys the old one. */
    public void replaceMasterKey() {
        candidates.replaceMaster();
    }

    /** Writes the file of a record in H2 anew that is not open, without what was deleted or changed in it. */
    public static void writeFileAnew(StoreConfig config, Path dataFolder) {
        Database.writeFileAnew(config.url().orElseGet(() -> Database.fileUrl(dataFolder)));
    }

    public Erasure erasure() {
        return new Erasure(log, candidates, Clock.systemUTC());
    }

    @Override
    public void close() {
        store.close();
    }
}
