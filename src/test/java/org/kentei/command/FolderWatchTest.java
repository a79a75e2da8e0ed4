package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;

class FolderWatchTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void a_file_that_changes_while_the_work_runs_is_seen_after_it() throws Exception {
        new EditedRules().into(folder);
        AtomicInteger runs = new AtomicInteger();

        FolderWatch.repeat(folder, new PrintWriter(Writer.nullWriter()), () -> {
            if (runs.incrementAndGet() == 1) {
                Files.writeString(folder.resolve("vocabulary.yaml"), "edited: while it runs");
            } else {
                Thread.currentThread().interrupt();
            }
            return 0;
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasValue(2);
    }
}
