package org.kentei.record.audit;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.kentei.record.database.Database;
import org.kentei.record.database.PostgreSql;

/** Verifying takes longer here, so the soak tries every kind, and each build some. */
class PostgreSqlTamperingTest extends TamperingContract {

    @Override
    Database open(Path data) {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        return Database.open(database.url(), database.user(), database.password(), 4);
    }

    @Override
    void ignoreReferences(Handle handle) {
        handle.execute("set session_replication_role = replica");
    }

    @Override
    int oneIn() {
        return Integer.getInteger("kentei.tampering.one-in", 6);
    }
}
