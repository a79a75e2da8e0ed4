package org.kentei.record;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class H2SearchTest extends SearchContract {

    @TempDir
    private static Path dataFolder;

    @Override
    Store open() {
        return freshStore();
    }

    @Override
    Store freshStore() {
        return Store.open(Store.fileUrl(dataFolder.resolve(UUID.randomUUID().toString())), null, null, 16);
    }
}
