package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class DatabaseErrorsTest {

    @Test
    void a_row_that_others_hold_is_not_shown_in_a_trace() {
        var jdbi = Jdbi.create("jdbc:h2:mem:database-errors;LOCK_TIMEOUT=10");
        try (Handle first = jdbi.open();
                Handle second = jdbi.open()) {
            first.execute("create table person (number integer primary key, name varchar)");
            first.execute("insert into person values (1, 'Sato')");
            first.begin();
            first.execute("update person set name = 'Suzuki'");

            JdbiException refused = catchThrowableOfType(
                    JdbiException.class, () -> second.execute("update person set name = 'Tanaka' where number = 1"));

            assertThat(trace(refused)).contains("Sato");
            assertThat(trace(DatabaseErrors.sort(refused)))
                    .contains("StoreUnavailableException", "\"PERSON\"")
                    .doesNotContain("Sato", "Suzuki");
            first.rollback();
        }
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
