package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;

class RulebookCommandTest {

    @Test
    void the_rulebook_is_written_as_files_with_their_stylesheet(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("deep/book");
        assertThat(KenteiCommand.run("rulebook", "rules", "--out", out.toString()))
                .isZero();
        assertThat(out.resolve("kentei.css")).isRegularFile();
        assertThat(Files.readString(out.resolve("index.html")))
                .contains(RulesFolder.files().revision());
        assertThat(out.resolve("OM7.html")).isRegularFile();
    }

    @Test
    void unreadable_rules_are_a_finding_and_a_wrong_call_is_an_error(@TempDir Path folder) throws IOException {
        assertThat(KenteiCommand.run(
                        "rulebook",
                        folder.toString(),
                        "--out",
                        folder.resolve("book").toString()))
                .isOne();
        assertThat(KenteiCommand.run("rulebook", folder.resolve("none").toString(), "--out", "x"))
                .isEqualTo(2);
        assertThat(KenteiCommand.run("rulebook")).isEqualTo(2);
    }
}
