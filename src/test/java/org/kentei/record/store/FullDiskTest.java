package org.kentei.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.database.Database;
import org.kentei.record.database.StoreUnavailableException;

class FullDiskTest {

    private static final String SMALL = "{\"n\":\"1\"}";

    /** Larger than any gap in the file, and nothing that could be compressed. */
    private static final String LARGE = AssessmentStoreContract.document(2_500_000, 1);

    /** H2 reuses the place of a replaced page after a second. */
    private static final long MILLIS_TO_REUSE = 1200;

    private static final long MILLIS_TO_GET_IN_LINE = 300;

    @TempDir
    private Path dataFolder;

    private Database database;
    private AssessmentStore assessments;

    @BeforeEach
    void open() {
        FilePath.register(new SmallDisk());
        database = reopened();
        assessments = AssessmentStoreContract.storeOn(database);
    }

    private Database reopened() {
        return Database.open(Database.fileUrl(dataFolder).replace("async:", "small:async:"), null, null, 4);
    }

    @AfterEach
    void close() {
        SmallDisk.makeRoom();
        database.close();
    }

    @Test
    void nothing_acknowledged_is_lost_if_another_thread_commits_just_after_the_disk_refused_a_commit()
            throws Exception {
        database.jdbi().useHandle(handle -> handle.execute("create table other (n int primary key)"));
        makeGapsInTheFile();
        SmallDisk.fill(() -> {});
        assertThatThrownBy(() -> add(LARGE)).isInstanceOf(StoreUnavailableException.class);
        List<UUID> acknowledged = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            acknowledged.add(add(SMALL));
        }
        Thread other = new Thread(() -> writeOther(database.jdbi()));
        SmallDisk.fill(() -> {
            other.start();
            TimeUnit.MILLISECONDS.sleep(MILLIS_TO_GET_IN_LINE);
        });

        assertThatThrownBy(() -> add(LARGE)).isInstanceOf(StoreUnavailableException.class);
        other.join();

        SmallDisk.makeRoom();
        assertThat(stored(database)).containsAll(acknowledged);
        acknowledged.add(add(SMALL));
        database.close();
        database = reopened();
        assertThat(stored(database)).containsAll(acknowledged);
    }

    private void makeGapsInTheFile() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            add(SMALL);
        }
        TimeUnit.MILLISECONDS.sleep(MILLIS_TO_REUSE);
        for (int i = 0; i < 3; i++) {
            add(SMALL);
        }
    }

    private UUID add(String result) {
        AssessmentRecord added = AssessmentStoreContract.assessment("candidate", result, "{}");
        assessments.add(added);
        return added.assessmentId();
    }

    private static void writeOther(Jdbi jdbi) {
        try {
            jdbi.useTransaction(handle -> handle.execute("insert into other values (1)"));
        } catch (RuntimeException refused) {
            // it is refused if it comes after the one that the disk refused
        }
    }

    private static List<UUID> stored(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select assessment_id from assessment")
                        .mapTo(UUID.class)
                        .list());
    }
}
