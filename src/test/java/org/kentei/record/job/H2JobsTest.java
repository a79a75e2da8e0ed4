package org.kentei.record.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.record.database.Database;

class H2JobsTest extends JobsContract {

    private static final Pattern ROWS_READ = Pattern.compile("scanCount: (\\d+)");

    @Override
    Database open(Path folder) {
        return Database.open(Database.fileUrl(folder), null, null, 16);
    }

    @Test
    void the_next_lines_of_a_job_are_found_without_reading_the_others(@TempDir Path other) {
        UUID job = UUID.fromString("598e381c-9a2d-4275-9f27-8d4c7090be70");
        try (Database database = open(other)) {
            database.jdbi().useHandle(handle -> {
                handle.execute(
                        "insert into job (job_id, revision, state, created_at, touched_at, lines, claimed, assessed,"
                                + " refused, erased, changes) values (?, '', 'RUNNING', now(), now(), 5000, 0, 0, 0, 0, 0)",
                        job);
                handle.execute(
                        "insert into job_line select ?, x, 'WAITING', null, 1, null from system_range(1, 5000)", job);

                for (String query : List.of(JobWork.NEXT_LINES, JobFiles.NEXT_LINES, LineSpan.NEXT_NUMBERS)) {
                    assertThat(rowsRead(handle, query, job)).as(query).isBetween(1, LineSpan.MOST + 1);
                }
            });
        }
    }

    private static int rowsRead(Handle handle, String query, UUID job) {
        String plan = handle.createQuery("explain analyze " + query)
                .bindBySqlType("job", job, Types.OTHER)
                .bind("from", 100)
                .mapTo(String.class)
                .one();
        Matcher read = ROWS_READ.matcher(plan);
        assertThat(read.find()).as(plan).isTrue();
        return Integer.parseInt(read.group(1));
    }
}
