package org.kentei.spreadsheet;

import java.util.Comparator;

/**
 * Something wrong in a file of a spreadsheet.
 *
 * @param line counted from 1; 0 for the file as a whole
 * @param column counted from 1; 0 for the line as a whole
 */
public record SpreadsheetFault(String file, int line, int column, String detail) {

    private static final int LETTERS = 26;

    static final Comparator<SpreadsheetFault> BY_PLACE = Comparator.<SpreadsheetFault>comparingInt(
                    fault -> Table.files().indexOf(fault.file()))
            .thenComparingInt(SpreadsheetFault::line)
            .thenComparingInt(SpreadsheetFault::column);

    /** The column's letters as spreadsheets show them, such as {@code A} or {@code AB}; empty for the whole line. */
    public String columnLetters() {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** The fault with its place, as {@code projects.csv:17, column L: …}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (column > 0 ? ", column " + columnLetters() : "") + ": " + detail;
    }
}
