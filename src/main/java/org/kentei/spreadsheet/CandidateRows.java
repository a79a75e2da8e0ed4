package org.kentei.spreadsheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kentei.candidate.CandidateLimits;
import org.kentei.candidate.Fault;
import org.kentei.spreadsheet.TableReader.Row;

/** The rows of one candidate in all tables: its JSON, and the cell that a fault in that JSON is about. */
final class CandidateRows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** With the year first, as spreadsheets write dates in Japan; any other order could be read in two ways. */
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})");

    private static final Pattern POINTER = Pattern.compile("/([A-Za-z]+)/([0-9]+)(?:/([A-Za-z]+).*)?");

    private final Row own;
    private final Map<Table, List<Row>> entries = new EnumMap<>(Table.class);

    CandidateRows(Row own) {
        this.own = own;
    }

    int line() {
        return own.line();
    }

    void add(Table table, Row row) {
        entries.computeIfAbsent(table, none -> new ArrayList<>()).add(row);
    }

    /** The candidate as JSON. What a cell does not state is left out; what is not of its column's type stays text. */
    ObjectNode json() {
        ObjectNode candidate = object(Table.CANDIDATES, own, 0);
        entries.forEach((table, rows) -> {
            ArrayNode list = candidate.putArray(table.property());
            rows.forEach(row -> list.add(object(table, row, 1)));
        });
        return candidate;
    }

    private static ObjectNode object(Table table, Row row, int first) {
        ObjectNode object = JSON.objectNode();
        for (int column = first; column < row.cells().length; column++) {
            String cell = row.cells()[column];
            if (!cell.isEmpty()) {
                put(object, table.columns().get(column), cell);
            }
        }
        return object;
    }

    private static void put(ObjectNode object, Column column, String cell) {
        String name = column.name();
        switch (column.type()) {
            case ID, TEXT, CODE -> object.put(name, cell);
            case DATE -> object.put(name, date(cell));
            case CODES -> {
                ArrayNode codes = object.putArray(name);
                for (String code : cell.split(";")) {
                    if (!code.isBlank()) {
                        codes.add(code.strip());
                    }
                }
            }
            case FLAG -> {
                if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) {
                    object.put(name, Boolean.parseBoolean(cell));
                } else {
                    object.put(name, cell);
                }
            }
            case NUMBER -> {
                if (NUMBER.matcher(cell).matches() && cell.length() <= CandidateLimits.NUMBER_LENGTH) {
                    object.put(name, new BigInteger(cell));
                } else {
                    object.put(name, cell);
                }
            }
        }
    }

    private static String date(String cell) {
        Matcher date = YEAR_FIRST.matcher(cell);
        return date.matches()
                ? "%s-%2s-%2s"
                        .formatted(date.group(1), date.group(2), date.group(3))
                        .replace(' ', '0')
                : cell;
    }

    /** The fault by the cell that it is about. */
    SpreadsheetFault located(Fault fault) {
        Matcher entry = POINTER.matcher(fault.pointer());
        if (!entry.matches()) {
            return at(Table.CANDIDATES, own, fault.pointer().replaceFirst("^/", ""), fault.detail());
        }
        Table table = entries.keySet().stream()
                .filter(one -> entry.group(1).equals(one.property()))
                .findFirst()
                .orElseThrow();
        Row row = Objects.requireNonNull(entries.get(table)).get(Integer.parseInt(entry.group(2)));
        return at(table, row, entry.group(3) == null ? "" : entry.group(3), fault.detail());
    }

    private static SpreadsheetFault at(Table table, Row row, String name, String detail) {
        int place = 0;
        for (int column = 0; column < row.places().length; column++) {
            if (table.columns().get(column).name().equals(name)) {
                place = row.places()[column];
            }
        }
        return new SpreadsheetFault(table.file(), row.line(), place, detail);
    }

    /** Whether a fault is of a column that the file lacks, which its header's own fault says once for all rows. */
    boolean ofMissingColumn(Fault fault) {
        Matcher entry = POINTER.matcher(fault.pointer());
        if (!entry.matches() || entry.group(3) == null) {
            return false;
        }
        return located(fault).column() == 0;
    }
}
