package org.kentei.record.job;

import java.nio.file.Path;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;

class PostgreSqlJobsTest extends JobsContract {

    @Override
    Database open(Path folder) {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        return Database.open(database.url(), database.user(), database.password(), 16);
    }
}
