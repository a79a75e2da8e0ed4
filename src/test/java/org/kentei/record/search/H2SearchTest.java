package org.kentei.record.search;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.database.Database;

class H2SearchTest extends SearchContract {

    @TempDir
    private static Path dataFolder;

    @Override
    Database open() {
        return freshStore();
    }

    @Override
    Database freshStore() {
        return Database.open(
                Database.fileUrl(dataFolder.resolve(UUID.randomUUID().toString())), null, null, 16);
    }
}
