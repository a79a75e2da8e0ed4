package org.kentei.impact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes changes as CSV (RFC 4180). Spreadsheets show its cells as text and do not run them as formulas. */
public final class LevelChangeCsv implements AutoCloseable {

    private static final List<String> COLUMNS =
            List.of("candidateId", "specialtyField", "direction", "before", "after", "sheet", "criteria", "clauses");

    private final Writer writer;

    /** Starts the file. */
    public LevelChangeCsv(Path file) throws IOException {
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        row(COLUMNS);
    }

    public void add(LevelChange change) {
        row(List.of(
                change.candidateId(),
                change.specialtyField(),
                change.rises() ? "rises" : "falls",
                level(change.before()),
                level(change.after()),
                change.sheet(),
                change.criteria().stream().map(Enum::name).collect(Collectors.joining(" ")),
                String.join("; ", change.clauses())));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void row(List<String> cells) {
        try {
            writer.write(cells.stream().map(LevelChangeCsv::cell).collect(Collectors.joining(",")) + "\r\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** A spreadsheet takes what begins with these signs for a formula; the apostrophe says that it is text. */
    static String cell(String value) {
        String text = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
        return text.matches("(?s).*[\",\\r\\n\\t'].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static String level(@Nullable Integer level) {
        return level == null ? "none" : level.toString();
    }
}
