package org.kentei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.files.PrivateFiles;
import org.kentei.record.database.Database;
import org.kentei.record.database.DatabaseErrors;
import org.kentei.record.log.KeyFile;

/** What the log says of a start that failed, instead of a stack trace. */
class RefusedStartTest {

    @TempDir
    private Path folder;

    @Test
    void what_kentei_refuses_is_told_in_one_line() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Throwable refused = catchThrowable(() -> PrivateFiles.closeToOthers(file.resolve("data")));

        ExtLogRecord told = told(Application.class.getName(), refused);
        assertThat(told.getMessage())
                .startsWith("The service does not start. The data folder `" + file.resolve("data")
                        + "` cannot be made or read: ");
        assertThat(told.getThrown()).isNull();
    }

    @Test
    void a_file_without_a_key_is_told_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("log-key"), "no key");
        PrivateFiles.closeFile(file);
        Throwable refused = catchThrowable(() -> new KeyFile(folder).loadOrMake("kentei"));

        ExtLogRecord told = told(Application.class.getName(), refused);
        assertThat(told.getMessage())
                .startsWith("The service does not start. The file `" + file + "` does not contain a key: ")
                .doesNotContain("\n");
        assertThat(told.getThrown()).isNull();
    }

    @Test
    void a_database_that_cannot_be_reached_is_told_in_one_line_with_what_the_driver_says() {
        Throwable refused =
                catchThrowable(() -> Database.open("jdbc:postgresql://127.0.0.1:1/kentei", "kentei", "secret", 4));

        ExtLogRecord told = told(Application.class.getName(), refused);
        assertThat(told.getMessage())
                .startsWith("The service does not start. The record of assessments cannot be opened with the settings"
                        + " `kentei.store.*`: the database cannot be reached. (")
                .contains("refused")
                .doesNotContain("secret", "\n");
        assertThat(told.getThrown()).isNull();
    }

    @Test
    void a_failure_that_nobody_expected_keeps_its_stack_trace() {
        for (Throwable unexpected : new Throwable[] {
            new NullPointerException("x"),
            new IllegalStateException("broken"),
            DatabaseErrors.sort(new ConnectionException(new SQLException("x", "58000")))
        }) {
            ExtLogRecord told = told(Application.class.getName(), unexpected);
            assertThat(told.getThrown()).hasCause(unexpected);
            assertThat(told.getMessage()).isEqualTo("Failed to start application");
        }
    }

    @Test
    void other_lines_of_the_log_stay_as_they_are() {
        ExtLogRecord told = told("org.kentei.record", new IllegalStateException("refused"));
        assertThat(told.getThrown()).isNotNull();
    }

    private static ExtLogRecord told(String logger, Throwable failure) {
        ExtLogRecord line = new ExtLogRecord(Level.SEVERE, "Failed to start application", RefusedStart.class.getName());
        line.setLoggerName(logger);
        line.setThrown(new RuntimeException("Failed to start quarkus", failure));
        assertThat(new RefusedStart().isLoggable(line)).isTrue();
        return line;
    }
}
