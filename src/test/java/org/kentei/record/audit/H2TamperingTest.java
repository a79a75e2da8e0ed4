package org.kentei.record.audit;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.kentei.record.database.Database;

class H2TamperingTest extends TamperingContract {

    @Override
    Database open(Path data) {
        return Database.open(Database.fileUrl(data), null, null, 4);
    }

    @Override
    void ignoreReferences(Handle handle) {
        handle.execute("set referential_integrity false");
    }
}
