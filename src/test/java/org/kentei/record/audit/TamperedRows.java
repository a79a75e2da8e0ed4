package org.kentei.record.audit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Changes rows of any table, as the schema of the database describes it. */
final class TamperedRows {

    private TamperedRows() {}

    /** The rows of a table in an order that does not depend on the store. */
    static List<Map<String, Object>> rows(Handle handle, String table, String order) {
        return handle.createQuery("select * from " + table + " order by " + order)
                .mapToMap()
                .list();
    }

    static List<String> keyColumns(Handle handle, String table) {
        return names(handle, metaData -> metaData.getPrimaryKeys(null, null, named(metaData, table)));
    }

    /** Whether no two rows may have the same value there, or it is part of a key. */
    static boolean isUnique(Handle handle, String table, String column) {
        return names(handle, metaData -> metaData.getIndexInfo(null, null, named(metaData, table), true, false))
                .contains(column);
    }

    static Set<String> nullableColumns(Handle handle, String table) {
        Set<String> nullable =
                new HashSet<>(names(handle, metaData -> metaData.getColumns(null, null, named(metaData, table), null)));
        nullable.removeAll(handle.createQuery("select lower(column_name) from information_schema.columns"
                        + " where lower(table_name) = :table and is_nullable = 'NO'")
                .bind("table", table)
                .mapTo(String.class)
                .list());
        return nullable;
    }

    private interface Described {
        ResultSet by(DatabaseMetaData metaData) throws SQLException;
    }

    private static List<String> names(Handle handle, Described described) {
        List<String> names = new ArrayList<>();
        try (ResultSet columns = described.by(handle.getConnection().getMetaData())) {
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
            return names;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static String named(DatabaseMetaData metaData, String table) throws SQLException {
        return metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    static boolean same(Object one, Object other) {
        return one instanceof byte[] bytes && other instanceof byte[] others
                ? Arrays.equals(bytes, others)
                : Objects.equals(one, other);
    }

    /** A value with one bit changed, or, of a time, an hour. */
    static Object flipped(Object value, Random random) {
        if (value instanceof byte[] bytes) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        } else if (value instanceof String text) {
            char[] flipped = text.toCharArray();
            flipped[random.nextInt(flipped.length)] ^= (char) (1 << random.nextInt(4));
            return new String(flipped);
        } else if (value instanceof Long number) {
            return number ^ 1L << 8 + random.nextInt(40);
        } else if (value instanceof Integer number) {
            // small numbers may be those of other rows
            return number ^ 1 << 10 + random.nextInt(10);
        } else if (value instanceof UUID id) {
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1L << random.nextInt(60));
        } else if (value instanceof java.sql.Date date) {
            return date.toLocalDate().plusDays(1);
        } else if (value instanceof LocalDate date) {
            return date.plusDays(1);
        } else if (value instanceof OffsetDateTime time) {
            return time.plus(1, ChronoUnit.HOURS);
        } else if (value instanceof Timestamp time) {
            return Timestamp.from(time.toInstant().plus(1, ChronoUnit.HOURS));
        }
        throw new AssertionError("no bit of a " + value.getClass() + " can be flipped");
    }

    /** Sets a column of one row. */
    static void update(Handle handle, String table, Map<String, Object> row, String column, Object value) {
        String where = where(row);
        execute(handle, "update " + table + " set " + column + " = ?" + where, value, row);
    }

    static void delete(Handle handle, String table, Map<String, Object> row) {
        execute(handle, "delete from " + table + where(row), null, row);
    }

    private static String where(Map<String, Object> row) {
        List<String> conditions = new ArrayList<>();
        row.forEach((name, old) -> conditions.add(name + (old == null ? " is null" : " = ?")));
        return " where " + String.join(" and ", conditions);
    }

    private static void execute(Handle handle, String sql, Object value, Map<String, Object> row) {
        Connection connection = handle.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            if (sql.startsWith("update")) {
                statement.setObject(place++, value);
            }
            for (Object old : row.values()) {
                if (old != null) {
                    statement.setObject(place++, old);
                }
            }
            if (statement.executeUpdate() != 1) {
                throw new AssertionError(sql + " changed another number of rows than one");
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Inserts a copy of a row with other values in some columns. */
    static void insert(Handle handle, String table, Map<String, Object> row) {
        String columns = String.join(", ", row.keySet());
        String places = String.join(", ", row.keySet().stream().map(name -> "?").toList());
        try (PreparedStatement statement = handle.getConnection()
                .prepareStatement("insert into " + table + " (" + columns + ") values (" + places + ")")) {
            int place = 1;
            for (Object value : row.values()) {
                statement.setObject(place++, value);
            }
            statement.executeUpdate();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
