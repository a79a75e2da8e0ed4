package org.kentei.record.idempotency;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.database.Database;

class H2FirstAnswersTest extends FirstAnswersContract {

    @TempDir
    private Path dataFolder;

    @Override
    Database open() {
        return Database.open(Database.fileUrl(dataFolder), null, null, 16);
    }

    /** Its file belongs to one process at a time. */
    @Override
    Database anotherInstance() {
        return store();
    }
}
