package org.kentei.record;

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
    public record Database(int port, String name, String user, String password) {

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

    public static Database freshDatabase() {
        String name = "kentei_" + DATABASES.incrementAndGet();
        try (Connection server = Server.RUNNING.getPostgresDatabase().getConnection()) {
            server.createStatement().execute("create database " + name);
        } catch (SQLException refused) {
            throw new IllegalStateException("no fresh database", refused);
        }
        return new Database(Server.RUNNING.getPort(), name, "postgres", "trusted-anyway");
    }
}
