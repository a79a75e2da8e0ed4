package org.kentei.record.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.Context;

/**
 * Drops the foreign key from assessments to candidates on H2. H2 keeps an index for it, although another one begins with the
 * same column, and each assessment has to be written to both. PostgreSQL needs no such index and keeps its foreign key.
 * {@code verify} finds an assessment whose candidate is missing on both.
 */
final class H2ForeignKeyMigration extends TableMigration {

    H2ForeignKeyMigration() {
        super("18", "no index for the foreign key to candidates on H2");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        DatabaseMetaData database = connection.getMetaData();
        if (!database.getDatabaseProductName().equals("H2")) {
            return;
        }
        List<String> names = new ArrayList<>();
        try (ResultSet keys = database.getImportedKeys(null, null, "ASSESSMENT")) {
            while (keys.next()) {
                if (keys.getString("FKCOLUMN_NAME").equals("CANDIDATE")) {
                    names.add(keys.getString("FK_NAME"));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("alter table assessment drop constraint \"" + name + '"');
            }
        }
    }
}
