package org.kentei.spreadsheet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.source.Suggestion;

/** Reads the rows of one file, and reports what is wrong with the file itself: its encoding, its header, its quotes. */
final class TableReader {

    /** What the first cell of the template's second line begins with; that line is no data. */
    static final String EXPLANATION = "#explanation";

    private static final CsvFactory CSV = new CsvFactory();

    private static final int LONGEST_QUOTE = 60;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String SAVE_AS_UTF_8 = " In Excel, save it as `CSV UTF-8 (Comma delimited)`.";

    private final Table table;
    private final Consumer<SpreadsheetFault> faults;

    private TableReader(Table table, Consumer<SpreadsheetFault> faults) {
        this.table = table;
        this.faults = faults;
    }

    /**
     * A row with its cells by the columns of the table.
     *
     * @param cells the text of each column in the table's order, without spaces around it; empty where nothing is stated
     * @param places the column of the file in which each one is, counted from 1; 0 where the file lacks the column
     */
    record Row(int line, String[] cells, int[] places) {

        String candidateId() {
            return cells[0];
        }
    }

    /** The rows of a file; null if the file cannot be read as this table. */
    static @Nullable List<Row> read(Table table, byte[] bytes, Consumer<SpreadsheetFault> faults) {
        return new TableReader(table, faults).read(bytes);
    }

    private @Nullable List<Row> read(byte[] bytes) {
        String text = decode(bytes);
        if (text == null) {
            return null;
        }
        List<Line> lines = lines(text);
        if (lines == null) {
            return null;
        }
        if (lines.isEmpty()) {
            fault(0, 0, "The file is empty; its first line must name the columns " + quoted(names()) + ".");
            return null;
        }
        int[] places = places(lines.get(0));
        if (places == null) {
            return null;
        }
        List<Row> rows = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            boolean explanation =
                    line.number() == lines.get(1).number() && line.cell(0).startsWith(EXPLANATION);
            if (!explanation) {
                rows.add(row(line, places, lines.get(0).cells().size()));
            }
        }
        return rows;
    }

    private record Line(int number, List<String> cells) {

        String cell(int place) {
            return place < cells.size() ? cells.get(place) : "";
        }
    }

    private @Nullable String decode(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            String found = looksLike(bytes);
            fault(
                    0,
                    0,
                    "The file must be encoded as UTF-8; its byte " + (input.position() + 1) + " is not."
                            + (found.isEmpty() ? "" : " It looks like " + found + ".") + SAVE_AS_UTF_8);
            return null;
        }
    }

    private static String looksLike(byte[] bytes) {
        if (bytes.length > 1 && ((bytes[0] & 0xFF) == 0xFF || (bytes[0] & 0xFF) == 0xFE)) {
            return "UTF-16";
        }
        try {
            Charset.forName("windows-31j").newDecoder().decode(ByteBuffer.wrap(bytes));
            return "Shift_JIS";
        } catch (CharacterCodingException other) {
            return "";
        }
    }

    /** The lines that have something in them; null if the file is not CSV. */
    private @Nullable List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int line = 1;
        try (JsonParser csv = CSV.createParser(text)) {
            while (csv.nextToken() == JsonToken.START_ARRAY) {
                line = csv.currentLocation().getLineNr();
                List<String> cells = new ArrayList<>();
                while (csv.nextToken() == JsonToken.VALUE_STRING) {
                    cells.add(csv.getText().strip());
                }
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    lines.add(new Line(line, cells));
                }
            }
        } catch (JsonProcessingException malformed) {
            fault(line, 0, "A quote is not closed, or text follows a closing quote, in this line or after it.");
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return lines;
    }

    /** Where each column of the table is; null if the header is not one of this table. */
    private int @Nullable [] places(Line header) {
        List<String> names = names();
        for (String separator : List.of(";", "\t")) {
            if (header.cells().size() == 1 && header.cell(0).contains(separator)) {
                fault(
                        header.number(),
                        0,
                        "The columns are separated by " + (separator.equals("\t") ? "tabs" : "`;`")
                                + "; separate them by commas." + SAVE_AS_UTF_8);
                return null;
            }
        }
        int[] places = new int[names.size()];
        for (int place = 0; place < header.cells().size(); place++) {
            String name = header.cell(place);
            int column = names.indexOf(name);
            if (column >= 0 && places[column] == 0) {
                places[column] = place + 1;
            } else if (column >= 0) {
                fault(header.number(), place + 1, "The column " + quoted(name) + " appears twice.");
            } else if (!name.isEmpty()) {
                fault(
                        header.number(),
                        place + 1,
                        "There is no column " + quoted(name) + " here; the columns are " + quoted(names) + "."
                                + Suggestion.hint(name, names));
            }
        }
        for (int column = 0; column < places.length; column++) {
            if (places[column] == 0 && table.columns().get(column).required()) {
                fault(header.number(), 0, "The column `" + names.get(column) + "` is required.");
            }
        }
        return places[0] == 0 ? null : places;
    }

    private Row row(Line line, int[] places, int width) {
        for (int place = width; place < line.cells().size(); place++) {
            if (!line.cell(place).isEmpty()) {
                fault(
                        line.number(),
                        place + 1,
                        "The header has no column here. A cell that contains a comma must be in double quotes.");
                break;
            }
        }
        String[] cells = new String[places.length];
        for (int column = 0; column < places.length; column++) {
            cells[column] = places[column] == 0 ? "" : line.cell(places[column] - 1);
        }
        return new Row(line.number(), cells, places);
    }

    private List<String> names() {
        return table.columns().stream().map(Column::name).toList();
    }

    private static String quoted(List<String> names) {
        return names.stream().map(TableReader::quoted).collect(Collectors.joining(", "));
    }

    /** A cell inside a message: on one line, and not longer than a line. */
    static String quoted(String cell) {
        String plain = cell.replaceAll("[\\p{Cntrl}\\p{Cf}`]", " ");
        return "`" + (plain.length() > LONGEST_QUOTE ? plain.substring(0, LONGEST_QUOTE) + "…" : plain) + "`";
    }

    private void fault(int line, int column, String detail) {
        faults.accept(new SpreadsheetFault(table.file(), line, column, detail));
    }
}
