package org.kentei.record;

class PostgreSqlSearchTest extends SearchContract {

    @Override
    Store open() {
        return freshStore();
    }

    @Override
    Store freshStore() {
        PostgreSql.Database database = PostgreSql.databaseWithTables();
        return Store.open(database.url(), database.user(), database.password(), 16);
    }
}
