package org.kentei.record.search;

import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;

class PostgreSqlSearchTest extends SearchContract {

    @Override
    Database open() {
        return freshStore();
    }

    @Override
    Database freshStore() {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        return Database.open(database.url(), database.user(), database.password(), 16);
    }
}
