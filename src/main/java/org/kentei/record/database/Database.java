package org.kentei.record.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;
import org.kentei.files.PrivateFiles;
import org.kentei.files.UnusableFileException;

/** An open database with Kentei's tables in it: a pool of connections, and Jdbi on top. The JDBC URL decides which. */
public final class Database implements AutoCloseable {

    /** With H2's own sixteenth, searches in a million assessments took up to five seconds, mostly to read pages again. */
    private static final int PART_OF_THE_HEAP_FOR_PAGES = 6;

    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(5);

    /** The first connection to an H2 file opens the file: a large one, or one left by a crash, takes its time. */
    private static final Duration OPENING_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

    /** The migration holds more than one connection at a time. */
    private static final int SMALLEST_POOL = 4;

    /** A server may be set to acknowledge commits that a crash then takes back; a stricter setting is left as it is. */
    private static final String WAIT_FOR_THE_DISK = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off'";

    /** An instance that stops in the middle of a transaction would lock all others out of the log. */
    private static final String NO_IDLE_TRANSACTIONS = "; set idle_in_transaction_session_timeout = '10s'";

    /** What the server refuses to do, it refuses also if Kentei has a defect. */
    private static final String NO_WRITES = "set default_transaction_read_only = on";

    static {
        FilePath.register(new OrderedDisk());
    }

    private enum DatabaseType {
        H2("jdbc:h2:", org.h2.Driver.class),
        POSTGRESQL("jdbc:postgresql:", org.postgresql.Driver.class);

        private final String urlPrefix;
        private final Class<? extends Driver> driver;

        DatabaseType(String urlPrefix, Class<? extends Driver> driver) {
            this.urlPrefix = urlPrefix;
            this.driver = driver;
        }

        static DatabaseType of(String url) {
            for (DatabaseType kind : values()) {
                if (url.startsWith(kind.urlPrefix)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "`kentei.store.url` has to begin with `" + H2.urlPrefix + "` or `" + POSTGRESQL.urlPrefix + "`.");
        }
    }

    private final AgroalDataSource pool;
    private final Jdbi jdbi;
    private final @Nullable Path copy;
    private final @Nullable H2Compaction compaction;

    private Database(AgroalDataSource pool, Jdbi jdbi, @Nullable Path copy, @Nullable H2Compaction compaction) {
        this.pool = pool;
        this.jdbi = jdbi;
        this.copy = copy;
        this.compaction = compaction;
    }

    /**
     * The URL of the H2 file in a data folder.
     *
     * <p>{@code ordered:} is {@link OrderedDisk}; {@code async:} since the plain file breaks for every thread when one is interrupted while it writes;
     * {@code DB_CLOSE_ON_EXIT=FALSE} so that the database outlives the requests still running at shutdown. H2 itself
     * locks the file against other processes, by a lock of the operating system that ends with this one. {@code
     * TRACE_LEVEL_FILE=0} since H2 would write failed statements into a file that every local user may read. {@code
     * RETENTION_TIME}, since H2 keeps replaced pages for disks that write in another order; here each commit waits for the disk, and
     * {@link H2Compaction} has larger files keep none. {@code QUERY_CACHE_SIZE} is how many parsed statements a connection keeps:
     * with H2's own 8 it parsed each statement of an assessment again. More would cost memory, since an export lists a thousand positions in one. {@code CACHE_SIZE} is in kilobytes.
     * {@code LOCK_TIMEOUT} is in milliseconds. With H2's own two seconds a slow machine could not start, because what is done
     * at the start locks the log in turns.
     */
    public static String fileUrl(Path dataFolder) {
        return "jdbc:h2:" + OrderedDisk.SCHEME + ":async:"
                + dataFolder.toAbsolutePath().normalize().resolve("kentei")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;RETENTION_TIME=1000;QUERY_CACHE_SIZE=24;LOCK_TIMEOUT="
                + ANSWER_TIMEOUT.toMillis()
                + ";CACHE_SIZE="
                + Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP_FOR_PAGES / 1024;
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws StoreUnavailableException if the database is down, refuses, or has tables of another making
     * @throws IllegalArgumentException if the settings cannot be right
     */
    public static Database open(String url, @Nullable String user, @Nullable String password, int poolSize) {
        if (poolSize < SMALLEST_POOL) {
            throw new IllegalArgumentException("`kentei.store.pool-size` has to be " + SMALLEST_POOL + " or more.");
        }
        DatabaseType kind = DatabaseType.of(url);
        Optional<Path> file = kind == DatabaseType.H2 ? H2FileCheck.of(url) : Optional.empty();
        file.ifPresent(H2FileCheck::prepare);
        AgroalDataSource pool = pool(kind, url, user, password, poolSize, WAIT_FOR_THE_DISK + NO_IDLE_TRANSACTIONS);
        try {
            if (file.isPresent() && isBehind(pool)) {
                pool.close();
                H2Upgrade.run(file.get(), url, next -> migrateAndClose(next, user, password));
                pool = pool(kind, url, user, password, poolSize, WAIT_FOR_THE_DISK + NO_IDLE_TRANSACTIONS);
            }
            if (kind == DatabaseType.POSTGRESQL) {
                PoolerCheck.requireOwnSessions(pool::getConnection);
            }
            migrate(pool);
            Jdbi jdbi = jdbi(kind, pool);
            if (kind == DatabaseType.POSTGRESQL) {
                Rights.require(jdbi);
            }
            pool.getConfiguration().connectionPoolConfiguration().setAcquisitionTimeout(ACQUISITION_TIMEOUT);
            return new Database(pool, jdbi, null, file.isPresent() ? new H2Compaction(pool) : null);
        } catch (RuntimeException notOpened) {
            pool.close();
            throw notOpened;
        }
    }

    /**
     * Opens the database to read it, and changes nothing. An H2 file whose tables are those of an earlier version is copied,
     * and the copy is brought up to date and deleted when this is closed.
     *
     * @throws StoreUnavailableException if the database is down, refuses, or has tables that this version cannot read
     */
    public static Database openReadOnly(String url, @Nullable String user, @Nullable String password) {
        DatabaseType kind = DatabaseType.of(url);
        Optional<Path> file = kind == DatabaseType.H2 ? H2FileCheck.of(url) : Optional.empty();
        file.ifPresent(H2FileCheck::check);
        if (kind == DatabaseType.POSTGRESQL) {
            // before a session is told to write nothing
            try (AgroalDataSource pool = pool(kind, url, user, password, SMALLEST_POOL, WAIT_FOR_THE_DISK)) {
                PoolerCheck.requireOwnSessions(pool::getConnection);
            }
        }
        String readOnly = kind == DatabaseType.H2 && file.isPresent() ? url + ";ACCESS_MODE_DATA=r" : url;
        AgroalDataSource pool = pool(kind, readOnly, user, password, SMALLEST_POOL, NO_WRITES);
        boolean upToDate;
        try {
            upToDate = isUpToDate(pool);
        } catch (RuntimeException unreadable) {
            pool.close();
            throw unreadable;
        }
        if (upToDate) {
            return new Database(pool, jdbi(kind, pool), null, null);
        }
        pool.close();
        if (file.isEmpty()) {
            throw new StoreUnavailableException(
                    "The tables of the record are those of an earlier version. Start the service of this version once: it"
                            + " brings them up to date.",
                    null);
        }
        return openCopy(file.get(), user, password);
    }

    /**
     * Writes the file of an H2 database anew that is not open, so that it contains the present rows and nothing that was deleted
     * or changed before. A database of another kind has no such file.
     */
    public static void writeFileAnew(String url) {
        H2FileCheck.of(url).ifPresent(file -> {
            try {
                MVStoreTool.compact(file.toString(), false);
                PrivateFiles.closeFile(file);
            } catch (IOException refused) {
                throw UnusableFileException.refused("The file `" + file + "` cannot be written anew", refused);
            } catch (MVStoreException refused) {
                // its own message names classes; the cause says what the system refused
                Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                throw new UnusableFileException(
                        "The file `" + file
                                + "` is as before and cannot be written anew, for which it needs as much free space again: "
                                + cause.getMessage() + ".",
                        refused);
            }
        });
    }

    private static Database openCopy(Path file, @Nullable String user, @Nullable String password) {
        try {
            Path folder = Files.createTempDirectory("kentei-copy");
            Files.copy(file, folder.resolve("kentei.mv.db"));
            try {
                String url = fileUrl(folder);
                migrateAndClose(url, user, password);
                AgroalDataSource pool = pool(DatabaseType.H2, url, user, password, SMALLEST_POOL, NO_WRITES);
                return new Database(pool, jdbi(DatabaseType.H2, pool), folder, null);
            } catch (RuntimeException notOpened) {
                delete(folder);
                throw notOpened;
            }
        } catch (IOException refused) {
            throw new StoreUnavailableException(
                    "The record is of an earlier version, and cannot be copied to be read: " + refused.getMessage()
                            + ".",
                    refused);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException("The copy `" + folder + "` cannot be deleted.", refused);
        }
    }

    private static AgroalDataSource pool(
            DatabaseType kind,
            String url,
            @Nullable String user,
            @Nullable String password,
            int poolSize,
            String initialSql) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(poolSize)
                        .acquisitionTimeout(OPENING_TIMEOUT)
                        .validateOnBorrow(true)
                        .connectionValidator(
                                ConnectionValidator.defaultValidatorWithTimeout((int) VALIDATION_TIMEOUT.toSeconds()))
                        .exceptionSorter(DatabaseErrors::isTroubleOfTheDatabase)
                        .connectionFactoryConfiguration(
                                connections -> connections(connections, kind, url, user, password, initialSql)));
        var pool = new AtomicReference<AgroalDataSource>();
        // Connections die together, with their server. Trying each in turn could take a second for every one.
        var listener = new AgroalDataSourceListener() {
            @Override
            public void onConnectionInvalid(Connection connection) {
                Objects.requireNonNull(pool.get()).flush(FlushMode.IDLE);
            }
        };
        try {
            pool.set(AgroalDataSource.from(configuration, listener));
        } catch (SQLException refused) {
            throw new IllegalArgumentException("The settings `kentei.store.*` do not make a connection pool.", refused);
        }
        return Objects.requireNonNull(pool.get());
    }

    private static AgroalConnectionFactoryConfigurationSupplier connections(
            AgroalConnectionFactoryConfigurationSupplier connections,
            DatabaseType kind,
            String url,
            @Nullable String user,
            @Nullable String password,
            String initialSql) {
        connections.jdbcUrl(url).connectionProviderClass(kind.driver);
        if (user != null) {
            connections.principal(new NamePrincipal(user));
        }
        if (password != null) {
            connections.credential(new SimplePassword(password));
        }
        return switch (kind) {
            case H2 -> connections;
            // What the URL says itself prevails over these. The server's details would put whole rows into the log.
            case POSTGRESQL ->
                connections
                        .initialSql(initialSql)
                        .jdbcProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()))
                        .jdbcProperty("socketTimeout", Long.toString(ANSWER_TIMEOUT.toSeconds()))
                        .jdbcProperty("tcpKeepAlive", "true")
                        .jdbcProperty("reWriteBatchedInserts", "true")
                        .jdbcProperty("logServerErrorDetail", "false")
                        .jdbcProperty("ApplicationName", "kentei");
        };
    }

    private static void migrate(AgroalDataSource pool) {
        try {
            flyway(pool).load().migrate();
        } catch (FlywayException failed) {
            throw DatabaseErrors.atOpening(failed);
        }
    }

    private static void migrateAndClose(String url, @Nullable String user, @Nullable String password) {
        try (AgroalDataSource pool = pool(DatabaseType.H2, url, user, password, SMALLEST_POOL, WAIT_FOR_THE_DISK)) {
            migrate(pool);
        }
    }

    private static boolean isBehind(AgroalDataSource pool) {
        try {
            return flyway(pool).load().info().pending().length > 0;
        } catch (FlywayException failed) {
            throw DatabaseErrors.atOpening(failed);
        }
    }

    private static boolean isUpToDate(AgroalDataSource pool) {
        try {
            Flyway flyway = flyway(pool).ignoreMigrationPatterns("*:pending").load();
            flyway.validate();
            if (flyway.info().current() == null) {
                throw new StoreUnavailableException(
                        "There is no record in this database: no service was started on it yet.", null);
            }
            return flyway.info().pending().length == 0;
        } catch (FlywayException failed) {
            throw DatabaseErrors.atOpening(failed);
        }
    }

    private static FluentConfiguration flyway(AgroalDataSource pool) {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .javaMigrations(new SearchIndexMigration(), new H2ForeignKeyMigration())
                .failOnMissingLocations(true);
    }

    private static Jdbi jdbi(DatabaseType kind, AgroalDataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        // The statement's values are people's data, and documents of megabytes: nothing for a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return switch (kind) {
            case H2 -> jdbi.setTransactionHandler(new H2CommitSync());
            case POSTGRESQL -> jdbi.setTransactionHandler(new WatchedCommit());
        };
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        if (compaction != null) {
            compaction.close();
        }
        pool.close();
        if (copy != null) {
            delete(copy);
        }
    }
}
