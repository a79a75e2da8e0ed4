package org.kentei.record.database;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Kentei's tables, read from the schema of the database, so that a test forgets none. */
public final class Tables {

    private static final String COLUMNS = """
        select lower(table_name), lower(column_name) from information_schema.columns
        where lower(table_schema) = 'public' and lower(table_name) <> 'flyway_schema_history'
        order by table_name, ordinal_position
        """;

    private Tables() {}

    /** The columns of each table, in their order. */
    public static SortedMap<String, List<String>> columns(Handle handle) {
        SortedMap<String, List<String>> columns = new TreeMap<>();
        handle.createQuery(COLUMNS)
                .map((row, context) -> columns.computeIfAbsent(row.getString(1), table -> new java.util.ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return columns;
    }

    /** Every row of every table as text, sorted. */
    public static SortedMap<String, List<String>> contents(Handle handle) {
        SortedMap<String, List<String>> contents = new TreeMap<>();
        columns(handle)
                .keySet()
                .forEach(table -> contents.put(
                        table,
                        handle.createQuery("select * from " + table).mapToMap().list().stream()
                                .map(Tables::text)
                                .sorted()
                                .toList()));
        return contents;
    }

    private static String text(Map<String, Object> row) {
        Map<String, Object> shown = new TreeMap<>(row);
        shown.replaceAll((column, value) ->
                value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        return shown.toString();
    }
}
