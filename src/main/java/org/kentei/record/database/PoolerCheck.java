package org.kentei.record.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a pooler that gives each transaction any session of PostgreSQL, as PgBouncer does with {@code pool_mode =
 * transaction}. What Kentei sets for a session, such as to wait for the disk or to write nothing, would then hold for others
 * and not for it.
 */
final class PoolerCheck {

    /** SQLSTATEs of a prepared statement that is there already, or that is not there. */
    private static final Set<String> OF_ANOTHER_SESSION = Set.of("42P05", "26000");

    /** Opens a connection. */
    interface Connections {
        Connection open() throws SQLException;
    }

    private PoolerCheck() {}

    /** @throws StoreUnavailableException if two transactions of a connection are in two sessions */
    static void requireOwnSessions(Connections connections) {
        try (Connection one = connections.open();
                Connection other = connections.open()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            int before = session(one);
            one.commit();
            // its transaction stays open, and keeps the session that has just become free
            session(other);
            int after = session(one);
            one.rollback();
            other.rollback();
            if (before != after) {
                throw refusal(null);
            }
        } catch (SQLException failed) {
            if (OF_ANOTHER_SESSION.contains(String.valueOf(failed.getSQLState()))) {
                throw refusal(failed);
            }
            throw DatabaseErrors.atOpening(failed);
        }
    }

    private static StoreUnavailableException refusal(@Nullable SQLException cause) {
        return new StoreUnavailableException(
                "`kentei.store.url` leads to a pooler that gives each transaction any session of PostgreSQL. Connect to"
                        + " PostgreSQL itself, or to a pooler that keeps a session for each connection, as PgBouncer does with"
                        + " `pool_mode = session`.",
                cause);
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
