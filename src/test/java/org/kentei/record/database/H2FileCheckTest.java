package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kentei.record.log.RecordLog;

/** Database files that somebody else prepared: H2 runs what is defined in them, so Kentei does not open them. */
class H2FileCheckTest {

    private static Path made = Path.of("none");

    @TempDir
    private Path data;

    private Path ran;

    @BeforeAll
    static void makeARecord(@TempDir Path folder) {
        Database.open(Database.fileUrl(folder), null, null, 4).close();
        made = folder.resolve("kentei.mv.db");
    }

    @BeforeEach
    void copyTheRecord() throws IOException {
        Files.copy(made, data.resolve("kentei.mv.db"));
        ran = data.resolve("ran");
    }

    @Test
    void java_in_a_trigger_runs_when_h2_opens_the_file_and_not_when_kentei_does() throws Exception {
        prepare("create trigger spy before insert on assessment as $$ org.h2.api.Trigger create() throws Exception {"
                + " new java.io.File(\"" + ran + "\").createNewFile();"
                + " return (connection, before, after) -> {}; } $$");
        connect().close();
        assertThat(ran).exists();
        Files.delete(ran);

        assertRefused();
        assertThat(ran).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alias spy as $$ void spy() { } $$",
                "create alias spy for \"java.lang.Thread.yield\"",
                "alter table assessment alter column as_of set default cast(csvwrite('RAN', 'select 1') as date)",
                "alter table assessment add column spy integer generated always as (length(file_read('RAN')))",
                "alter table assessment add constraint spy check (csvwrite('RAN', 'select 1') > 0)",
                "create view spy as select 1 as one",
                "create domain spy as integer default csvwrite('RAN', 'select 1')",
                "create constant spy value 1",
                "create linked table spy('org.h2.Driver', 'jdbc:h2:mem:', '', '', 'information_schema.users')",
            })
    void definitions_that_kentei_did_not_make_are_refused(String statement) throws SQLException {
        prepare(statement.replace("RAN", ran.toString()));
        assertRefused();
        assertThat(ran).doesNotExist();
    }

    @Test
    void a_record_whose_process_was_killed_during_a_write_is_opened() throws Exception {
        Database store = Database.open(Database.fileUrl(data), null, null, 4);
        Path copy = Files.createDirectory(data.resolve("copy"));
        RecordLog log = RecordLog.begin(store.jdbi());
        log.append(transaction -> {
            transaction.handle().execute("insert into index_term (term, text) values (1000, 'half')");
            transaction.handle().execute("checkpoint sync");
            return copy(data.resolve("kentei.mv.db"), copy.resolve("kentei.mv.db"));
        });
        String id = log.id();
        store.close();
        try (Database again = Database.open(Database.fileUrl(copy), null, null, 4)) {
            assertThat(RecordLog.begin(again.jdbi()).id()).isEqualTo(id);
        }
    }

    @Test
    void a_file_that_is_not_a_database_is_named_as_the_reason() throws Exception {
        Files.writeString(data.resolve("kentei.mv.db"), "no database".repeat(1000));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("damaged, or is no database");
    }

    @Test
    void a_record_of_kentei_is_opened_again_and_again() {
        for (int times = 0; times < 3; times++) {
            assertThatCode(() -> open().close()).doesNotThrowAnyException();
        }
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void assertRefused() {
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("a definition that Kentei did not make");
    }

    private Database open() {
        return Database.open(Database.fileUrl(data), null, null, 4);
    }

    private void prepare(String statement) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(statement);
        }
        // some definitions are tried when they are made
        ran.toFile().delete();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + data.resolve("kentei"));
    }
}
