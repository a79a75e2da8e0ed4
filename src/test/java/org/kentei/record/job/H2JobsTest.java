package org.kentei.record.job;

import java.nio.file.Path;
import org.kentei.record.database.Database;

class H2JobsTest extends JobsContract {

    @Override
    Database open(Path folder) {
        return Database.open(Database.fileUrl(folder), null, null, 16);
    }
}
