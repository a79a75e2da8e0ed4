package org.kentei.record.idempotency;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;

class PostgreSqlFirstAnswersTest extends FirstAnswersContract {

    private final PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
    private @Nullable Database another;

    @Override
    Database open() {
        return Database.open(database.url(), database.user(), database.password(), 16);
    }

    @Override
    Database anotherInstance() {
        another = open();
        return another;
    }

    @AfterEach
    void closeAnother() {
        if (another != null) {
            another.close();
        }
    }
}
