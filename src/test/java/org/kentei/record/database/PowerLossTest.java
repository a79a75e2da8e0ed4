package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.store.fs.FilePath;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power that fails while H2 writes, at moments that a seed selects. */
class PowerLossTest {

    private static final int COMMITS = 700;
    private static final int LOSSES = 25;

    /** So many that the file is large enough to be compacted. */
    private static final int BYTES_OF_A_LINE = 20_000;

    @TempDir
    private Path folder;

    @Test
    void what_was_committed_to_a_file_of_h2_is_there_after_a_loss_of_power() throws Exception {
        FilePath.register(new PowerlessDisk());
        PowerlessDisk.forget();
        Random random = new Random(7);
        int[] changed = new int[COMMITS];
        int[] stepsAtEnd = new int[COMMITS];
        String url = Database.fileUrl(folder.resolve("written"));
        int begun;
        try (Database database = Database.open(url.replace(":async:", ":powerless:async:"), null, null, 4)) {
            Jdbi jdbi = database.jdbi();
            jdbi.useHandle(
                    handle -> handle.execute("create table line (id int primary key, version int, content varbinary)"));
            begun = PowerlessDisk.steps();
            byte[] content = new byte[BYTES_OF_A_LINE];
            for (int commit = 0; commit < COMMITS; commit++) {
                int id = commit;
                changed[commit] = random.nextInt(commit + 1);
                random.nextBytes(content);
                jdbi.useTransaction(handle -> {
                    handle.execute("insert into line values (?, ?, ?)", id, id, content);
                    handle.execute("update line set version = ? where id = ?", id, changed[id]);
                });
                stepsAtEnd[commit] = PowerlessDisk.steps();
            }
        }

        int[] moments = PowerlessDisk.beforeForces();
        for (int loss = 0; loss < LOSSES; loss++) {
            int steps = moments[random.nextInt(moments.length)];
            if (steps > begun) {
                Path after = Files.createDirectory(folder.resolve("loss-" + loss));
                Files.write(after.resolve("kentei.mv.db"), PowerlessDisk.after(steps, random));
                Map<Integer, Integer> versions = versions(Database.fileUrl(after));

                for (int commit = 0; commit < COMMITS && stepsAtEnd[commit] <= steps; commit++) {
                    assertThat(versions.get(commit))
                            .as("line %d after %d steps", commit, steps)
                            .isNotNull();
                    assertThat(versions.get(changed[commit])).isGreaterThanOrEqualTo(commit);
                }
                Files.delete(after.resolve("kentei.mv.db"));
            }
        }
    }

    @Test
    void a_first_start_that_ends_while_it_makes_the_tables_does_not_prevent_the_next_one() throws Exception {
        FilePath.register(new PowerlessDisk());
        String url = Database.fileUrl(folder);
        String powerless = url.replace(":async:", ":powerless:async:");
        PowerlessDisk.forget();
        Database.open(powerless, null, null, 4).close();
        int stepsOfAFirstStart = PowerlessDisk.steps();

        // the number of steps differs a little from start to start
        for (int part = 1; part < 9; part += 2) {
            Files.delete(folder.resolve("kentei.mv.db"));
            PowerlessDisk.forget();
            PowerlessDisk.failAfter(stepsOfAFirstStart * part / 10);
            assertThatThrownBy(() -> Database.open(powerless, null, null, 4).close())
                    .isInstanceOf(RuntimeException.class);

            try (Database next = Database.open(url, null, null, 4)) {
                List<Integer> assessments = next.jdbi()
                        .withHandle(handle -> handle.createQuery("select 1 from assessment")
                                .mapTo(Integer.class)
                                .list());
                assertThat(assessments).isEmpty();
            }
            assertThat(folder).isDirectoryNotContaining("glob:**.next.mv.db");
        }
    }

    @Test
    void an_upgrade_that_ends_on_its_way_leaves_the_file_as_it_was_and_the_next_one_keeps_what_is_in_it()
            throws Exception {
        FilePath.register(new PowerlessDisk());
        String url = Database.fileUrl(folder);
        Path file = folder.resolve("kentei.mv.db");
        Database.open(url, null, null, 4).close();
        Jdbi.create(url).useHandle(handle -> {
            handle.execute("alter table log_state drop column key_deletions");
            handle.execute("alter table assessment drop column dictionary");
            handle.execute("alter table assessment drop column documents");
            handle.execute("drop table document_dictionary");
            handle.execute("drop table overview_state, overview_standing, overview_candidate, overview_change,"
                    + " overview_count, overview_event");
            handle.execute("delete from \"flyway_schema_history\" where cast(\"version\" as decimal) > 14");
            handle.execute(
                    "insert into log_state (only_row, log_id, size, frontier, lookup_key) values (1, 'log', 7, '', '')");
        });

        PowerlessDisk.forget();
        PowerlessDisk.failAfter(20);
        assertThatThrownBy(() -> Database.open(url.replace(":async:", ":powerless:async:"), null, null, 4)
                        .close())
                .isInstanceOf(RuntimeException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.next.mv.db");

        try (Database next = Database.open(url, null, null, 4)) {
            assertThat(next.jdbi()
                            .<Integer, RuntimeException>withHandle(
                                    handle -> handle.createQuery("select size from log_state where key_deletions = 0")
                                            .mapTo(Integer.class)
                                            .one()))
                    .isEqualTo(7);
        }
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    private static Map<Integer, Integer> versions(String url) throws Exception {
        Map<Integer, Integer> versions = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet lines = connection.createStatement().executeQuery("select id, version, content from line")) {
            while (lines.next()) {
                assertThat(lines.getBytes(3)).hasSize(BYTES_OF_A_LINE);
                versions.put(lines.getInt(1), lines.getInt(2));
            }
        }
        return versions;
    }
}
