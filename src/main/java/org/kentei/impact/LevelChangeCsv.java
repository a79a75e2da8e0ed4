package org.kentei.impact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.kentei.csv.Csv;
import org.kentei.verdict.LevelText;

/** Writes changes of levels as CSV. */
public final class LevelChangeCsv implements AutoCloseable {

    private final Writer writer;

    /** Creates the file; an existing one is replaced. */
    public LevelChangeCsv(Path file) throws IOException {
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        write(Csv.line(
                "candidateId", "specialtyField", "direction", "before", "after", "sheet", "criteria", "clauses"));
    }

    public void add(LevelChange change) {
        write(Csv.line(
                change.candidateId(),
                change.specialtyField(),
                change.rises() ? "rises" : "falls",
                LevelText.number(change.before()),
                LevelText.number(change.after()),
                change.sheet(),
                change.criteria().stream().map(Enum::name).collect(Collectors.joining(" ")),
                String.join("; ", change.clauses())));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(String line) {
        try {
            writer.write(line);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
