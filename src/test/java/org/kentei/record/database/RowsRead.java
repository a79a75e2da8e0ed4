package org.kentei.record.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbc.JdbcPreparedStatement;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How many rows each statement on an H2 database reads of one table or index. It runs each statement once more, and takes that
 * back. Of batches it knows nothing.
 */
public final class RowsRead implements SqlLogger {

    private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

    private final Map<String, Integer> most = new TreeMap<>();

    /** The largest number of each statement, by its plan. */
    public Map<String, Integer> most() {
        return most;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        String statement = context.getParsedSql().getSql();
        boolean batch = context.getStatement() == null;
        if (!batch && !statement.startsWith("insert") && !statement.startsWith("checkpoint")) {
            try {
                // the name of the statement, and then its text and values as H2 reads them
                String text = context.getStatement()
                        .unwrap(JdbcPreparedStatement.class)
                        .toString();
                explain(context.getConnection(), text.substring(text.indexOf(": ") + 2));
            } catch (SQLException refused) {
                throw new IllegalStateException(statement, refused);
            }
        }
    }

    private void explain(Connection connection, String statement) throws SQLException {
        boolean alone = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint();
        try (Statement explained = connection.createStatement();
                ResultSet plan = explained.executeQuery("explain analyze " + statement)) {
            plan.next();
            String text = plan.getString(1);
            Matcher read = READ.matcher(text);
            int rows = 0;
            while (read.find()) {
                rows = Math.max(rows, Integer.parseInt(read.group(1)));
            }
            most.merge(READ.matcher(text).replaceAll("scanned"), rows, Math::max);
        } finally {
            connection.rollback(before);
            connection.setAutoCommit(alone);
        }
    }
}
