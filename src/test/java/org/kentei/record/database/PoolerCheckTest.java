package org.kentei.record.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolerCheckTest {

    private final PostgreSql.TestDatabase database = PostgreSql.freshDatabase();

    @Test
    void connections_with_a_session_of_their_own_pass() {
        assertThatCode(() -> PoolerCheck.requireOwnSessions(this::connect)).doesNotThrowAnyException();
    }

    @Test
    void a_pooler_that_gives_each_transaction_any_session_is_refused() throws SQLException {
        try (Connection first = connect();
                Connection second = connect()) {
            Deque<Connection> free = new ArrayDeque<>(List.of(first, second));
            assertThatThrownBy(() -> PoolerCheck.requireOwnSessions(() -> pooled(free)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("pool_mode = session");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** A connection that takes the session that became free last when a transaction begins, and gives it back at its end. */
    private static Connection pooled(Deque<Connection> free) {
        Deque<Connection> mine = new ArrayDeque<>();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "createStatement" -> {
                            if (mine.isEmpty()) {
                                mine.push(free.pop());
                            }
                            return mine.element().createStatement();
                        }
                        case "commit", "rollback" -> free.push(mine.pop());
                        default -> {}
                    }
                    return null;
                });
    }
}
