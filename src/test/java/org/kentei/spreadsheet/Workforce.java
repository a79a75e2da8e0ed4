package org.kentei.spreadsheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kentei.candidates.GeneratedWorkforce;

/** Candidates laid out in tables, whose cells can be changed before they are written as CSV. */
public final class Workforce {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Table, List<String[]>> rows = new EnumMap<>(Table.class);

    /** Lays out candidates, each by its JSON. */
    public Workforce(List<String> candidates) throws IOException {
        for (Table table : Table.values()) {
            rows.put(table, new ArrayList<>());
            rows.get(table).add(names(table));
        }
        for (String candidate : candidates) {
            add(JSON.readTree(candidate));
        }
    }

    /** So many generated candidates, the same ones for the same seed. */
    static List<String> generated(int count, long seed) {
        GeneratedWorkforce generator = new GeneratedWorkforce(seed);
        List<String> candidates = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            candidates.add(generator.next("E-" + number));
        }
        return candidates;
    }

    private static String[] names(Table table) {
        return table.columns().stream().map(Column::name).toArray(String[]::new);
    }

    private void add(JsonNode candidate) {
        for (Table table : Table.values()) {
            if (table.property() == null) {
                add(table, candidate, candidate);
            } else {
                candidate.path(table.property()).forEach(entry -> add(table, candidate, entry));
            }
        }
    }

    private void add(Table table, JsonNode candidate, JsonNode entry) {
        String[] row = Arrays.stream(names(table))
                .map(name -> name.equals("candidateId") ? candidate.path(name) : entry.path(name))
                .map(Workforce::text)
                .toArray(String[]::new);
        rows.get(table).add(row);
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("; "))
                : value.asText("");
    }

    /** How many lines a table has, its header included. */
    int lines(Table table) {
        return rows.get(table).size();
    }

    /** Changes a cell, by its line from 1 on and the name of its column; line 1 is the header. */
    void set(Table table, int line, String column, String text) {
        rows.get(table).get(line - 1)[List.of(names(table)).indexOf(column)] = text;
    }

    /** Adds an empty row at the end with the candidate's id. */
    void append(Table table, String candidateId) {
        String[] row = new String[names(table).length];
        Arrays.fill(row, "");
        row[0] = candidateId;
        rows.get(table).add(row);
    }

    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        rows.forEach((table, lines) -> files.put(table.file(), csv(lines).getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** Writes the files into a folder. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static String csv(List<String[]> lines) {
        return lines.stream()
                .map(cells -> Arrays.stream(cells)
                                .map(cell ->
                                        cell.matches("(?s).*[,\"\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                                .collect(Collectors.joining(","))
                        + "\r\n")
                .collect(Collectors.joining());
    }
}
