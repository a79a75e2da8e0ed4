package org.kentei.record.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server, started when first asked for, stopped with the JVM; each test takes its own database. */
public final class PostgreSql {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Where a database is. The server trusts every password. */
    public record TestDatabase(int port, String name, String user, String password) {

        public String url() {
            return url(port);
        }

        /** The same database by another port, such as that of a {@link Relay}. */
        public String url(int otherPort) {
            return "jdbc:postgresql://localhost:" + otherPort + "/" + name;
        }
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setConnectConfig("connectTimeout", "5")
                        .start();
            } catch (IOException notStarted) {
                throw new UncheckedIOException(notStarted);
            }
        }
    }

    private PostgreSql() {}

    /** A database without tables. */
    public static TestDatabase freshDatabase() {
        return create("");
    }

    /** A database with Kentei's tables, without a log; that they can be made anew is tried on a fresh one. */
    public static TestDatabase databaseWithTables() {
        return create(" template " + WithTables.NAME);
    }

    private static TestDatabase create(String options) {
        TestDatabase database = new TestDatabase(
                Server.RUNNING.getPort(), "kentei_" + DATABASES.incrementAndGet(), "postgres", "trusted-anyway");
        try (Connection server = Server.RUNNING.getPostgresDatabase().getConnection()) {
            server.createStatement().execute("create database " + database.name() + options);
        } catch (SQLException refused) {
            throw new IllegalStateException("no fresh database", refused);
        }
        return database;
    }

    private static final class WithTables {
        static final String NAME = make().name();

        private static TestDatabase make() {
            TestDatabase database = freshDatabase();
            Database.open(database.url(), database.user(), database.password(), 4)
                    .close();
            return database;
        }
    }
}
