package org.kentei.record.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/** Sorts what databases throw: their own trouble, which may pass, from a statement or value wrong for good. */
public final class DatabaseErrors {

    /** SQLSTATE classes: cardinality, data, constraints, names, syntax and access, limits, features. */
    private static final Set<String> CLASSES_OF_WRONG_STATEMENTS = Set.of("21", "22", "23", "26", "42", "54", "0A");

    /** SQLSTATE classes with which a server takes a transaction back: its state, a conflict, no room. */
    private static final Set<String> CLASSES_OF_REFUSED_COMMITS = Set.of("25", "40", "53");

    static final String FILE_IN_USE =
            "its database file is in use by another process, as it is while the service runs. Stop"
                    + " the service, or work on a copy of its data folder";

    private static final String UNKNOWN = "the database failed to do its work";

    private static final String H2_FILE_IN_USE = "90020";
    private static final String VALUE_IS_TAKEN = "23505";

    private DatabaseErrors() {}

    /** Whether the database, not the statement, is at fault; its connection is then not to be used again. */
    static boolean isTroubleOfTheDatabase(SQLException thrown) {
        return !CLASSES_OF_WRONG_STATEMENTS.contains(stateClass(thrown));
    }

    /**
     * Whether the database itself answered that it did not commit. An error of the connection says nothing of that, nor
     * does a server that is shutting down.
     */
    static boolean isRefusalToCommit(JdbiException thrown) {
        return sqlException(thrown)
                .filter(sql -> CLASSES_OF_REFUSED_COMMITS.contains(stateClass(sql)) || !isTroubleOfTheDatabase(sql))
                .isPresent();
    }

    /** Whether a row was refused because another one has a value that may be there only once. */
    public static boolean isTaken(JdbiException thrown) {
        return sqlException(thrown)
                .filter(sql -> state(sql).equals(VALUE_IS_TAKEN))
                .isPresent();
    }

    public static RuntimeException sort(JdbiException thrown) {
        return sqlException(thrown)
                .filter(DatabaseErrors::isTroubleOfTheDatabase)
                .<RuntimeException>map(sql ->
                        unavailable("The record of assessments is not available: ", reason(sql), cause(thrown, sql)))
                .orElse(thrown);
    }

    /** Without the cause in which H2 quotes a row that others hold: causes get into the log of the service. */
    private static Throwable cause(JdbiException thrown, SQLException sql) {
        return sql instanceof SQLTransientException
                ? new SQLTransientException(sql.getMessage(), sql.getSQLState(), sql.getErrorCode())
                : thrown;
    }

    static StoreUnavailableException atOpening(Exception thrown) {
        String reason = sqlException(thrown)
                .map(DatabaseErrors::reason)
                .orElse("its tables are not those of this version of Kentei");
        return unavailable(
                "The record of assessments cannot be opened with the settings `kentei.store.*`: ", reason, thrown);
    }

    private static StoreUnavailableException unavailable(String what, String reason, Throwable thrown) {
        return new StoreUnavailableException(what + reason + ".", thrown, !reason.equals(UNKNOWN));
    }

    private static String reason(SQLException thrown) {
        String state = state(thrown);
        if (state.equals(H2_FILE_IN_USE)) {
            return FILE_IN_USE;
        }
        return switch (stateClass(thrown)) {
            case "08" -> "the database cannot be reached";
            case "28" -> "the database refuses the user or the password";
            case "3D" -> "the database server has no database of that name";
            case "42" -> "the database user lacks a right, or the tables are not Kentei's";
            case "53" -> "the database has no more disk space, memory or connections";
            case "25" -> "the database does not accept writes";
            case "40", "55", "57" -> "the database cancelled the work";
            default -> UNKNOWN;
        };
    }

    private static Optional<SQLException> sqlException(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static String stateClass(SQLException thrown) {
        return state(thrown).substring(0, 2);
    }

    /** The pool's own timeouts and refusals carry no SQLSTATE. */
    private static String state(SQLException thrown) {
        String state = thrown.getSQLState();
        return state == null || state.length() != 5 ? "-----" : state;
    }
}
