package org.kentei.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void a_row_that_others_hold_is_not_shown() throws Exception {
        String url = "jdbc:h2:mem:failure-reason;LOCK_TIMEOUT=10";
        try (Connection first = DriverManager.getConnection(url);
                Connection second = DriverManager.getConnection(url)) {
            first.createStatement().execute("create table person (number integer primary key, name varchar)");
            first.createStatement().execute("insert into person values (1, 'Sato')");
            first.setAutoCommit(false);
            first.createStatement().execute("update person set name = 'Suzuki'");

            Throwable refused = catchThrowable(
                    () -> second.createStatement().execute("update person set name = 'Tanaka' where number = 1"));

            assertThat(FailureReason.of(new IllegalStateException("Nothing was stored.", refused)))
                    .startsWith("IllegalStateException: Nothing was stored.; caused by ")
                    .contains("PERSON")
                    .doesNotContain("Sato", "Suzuki");
        }
    }
}
