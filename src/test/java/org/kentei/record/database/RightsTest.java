package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A role of PostgreSQL that owns nothing, and may do what `rights.sql` grants, or less. */
class RightsTest {

    @Test
    void a_service_whose_role_lacks_a_right_does_not_open_the_record_and_names_the_right() throws SQLException {
        PostgreSql.TestDatabase database = PostgreSql.databaseWithTables();
        String role = database.name() + "_service";
        try (Connection owner = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute("create role " + role + " login");
            statement.execute("grant select, insert on all tables in schema public to " + role);
            statement.execute("grant update on " + String.join(", ", Rights.UPDATED) + " to " + role);
            statement.execute("grant delete on " + String.join(", ", Rights.DELETED) + " to " + role);
            Database.open(database.url(), role, "trusted-anyway", 4).close();

            statement.execute("revoke delete on first_answer, term_positions from " + role);
            assertThatThrownBy(() -> Database.open(database.url(), role, "trusted-anyway", 4))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("lacks the right to delete rows of first_answer, term_positions. Run");
        }
    }
}
