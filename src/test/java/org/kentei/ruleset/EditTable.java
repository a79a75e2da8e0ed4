package org.kentei.ruleset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.kentei.source.Mistake;

/** Takes down every edit that the tests try, with what its author is told and how long that takes, for people to read. */
final class EditTable {

    private static final Path FILE = Path.of("target", "edits.md");

    static {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, "| edit | file | mistakes | first message | ms |\n|---|---|---|---|---|\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private EditTable() {}

    static synchronized void add(String what, String file, List<Mistake> mistakes, long nanos) {
        String first = mistakes.isEmpty() ? "accepted" : mistakes.get(0).toString();
        try {
            Files.writeString(
                    FILE,
                    "| %s | %s | %d | %s | %d |%n"
                            .formatted(what, file, mistakes.size(), first.replace("|", "\\|"), nanos / 1_000_000),
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
