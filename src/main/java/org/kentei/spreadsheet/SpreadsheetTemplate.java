package org.kentei.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kentei.csv.Csv;
import org.kentei.vocabulary.Vocabulary;

/** The empty files of a workforce: the header, and a line that explains each column. */
public final class SpreadsheetTemplate {

    /** Spreadsheets take a file without it for one in the encoding of their own country. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SpreadsheetTemplate() {}

    /** The files by their names. */
    public static Map<String, byte[]> files(Vocabulary vocabulary) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Table table : Table.values()) {
            Object[] names = table.columns().stream().map(Column::name).toArray();
            Object[] explanations = table.columns().stream()
                    .map(column -> column.explanation(vocabulary))
                    .toArray();
            explanations[0] = TableReader.EXPLANATION + " (this line is not read): " + explanations[0];
            String text = BYTE_ORDER_MARK + Csv.line(names) + Csv.line(explanations);
            files.put(table.file(), text.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
