package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.ruleset.RulesetFiles;

/** The commands that an author has beside the editor. */
class DeskWhileEditingTest {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    @TempDir
    private Path folder;

    @Test
    void fmt_formats_files_and_with_check_lists_them() throws Exception {
        new EditedRules()
                .with("service-desk/SD4.drl", "    @sheet( SD4 )", "\t@sheet( SD4 )  ")
                .with("vocabulary.yaml", "phases:\n", "phases:  \r\n")
                .into(folder);

        EndedCommand check = EndedCommand.call("fmt", "--check", folder);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out())
                .contains(folder.resolve("service-desk/SD4.drl") + ": is not formatted")
                .contains(folder.resolve("vocabulary.yaml") + ": is not formatted")
                .endsWith("2 files not formatted.\n");

        assertThat(EndedCommand.call("fmt", folder).out()).endsWith("2 files formatted.\n");
        assertThat(RulesetFiles.read(folder).revision())
                .isEqualTo(RulesFolder.files().revision());
        assertThat(EndedCommand.call("fmt", "--check", folder).exitCode()).isZero();
        assertThat(EndedCommand.call("fmt", "--check", "rules").exitCode()).isZero();
        assertThat(folder.resolve("service-desk"))
                .isDirectoryNotContaining(file -> file.toString().contains("kentei-fmt"));
    }

    @Test
    void fmt_leaves_a_file_that_is_not_utf_8_as_it_is_and_says_so() throws Exception {
        new EditedRules().into(folder);
        Path field = folder.resolve("service-desk/field.yaml");
        byte[] shiftJis = (Files.readString(field) + "   \n").getBytes("Shift_JIS");
        Files.write(field, shiftJis);

        EndedCommand fmt = EndedCommand.call("fmt", folder);

        assertThat(field).hasBinaryContent(shiftJis);
        assertThat(fmt.exitCode()).isEqualTo(1);
        assertThat(fmt.out())
                .isEqualTo(field + ": is not valid UTF-8, so it was left as it is; save the file as UTF-8.\n"
                        + "All other files are formatted.\n");
    }

    @Test
    void check_shows_the_candidate_who_meets_a_sheet_and_fails_the_one_below() {
        EndedCommand check = EndedCommand.call("check", "rules", "--examples");

        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("  - case: SY4 met and SY3 not\n").contains("    level: 4\n");
    }

    @Test
    void test_runs_again_when_a_file_changes_until_it_is_ended() throws Exception {
        new EditedRules().into(folder);
        StringWriter out = new StringWriter();
        Thread watching = new Thread(() -> KenteiCommand.run(
                new PrintWriter(out), new PrintWriter(new StringWriter()), "test", folder.toString(), "--watch"));
        watching.start();
        try {
            await(() ->
                    out.toString().contains("no failures.") && out.toString().contains("Waiting for a change"));

            Path sheet = folder.resolve("operations/OP3.drl");
            Files.writeString(sheet, Files.readString(sheet).replace("months >= 12", "moths >= 12"));
            await(() -> out.toString().contains("Did you mean `months`?"));
            Files.writeString(sheet, Files.readString(sheet).replace("moths >= 12", "months >= 13"));
            await(() -> out.toString().contains("The case `just met` fails."));
        } finally {
            watching.interrupt();
            watching.join(TimeUnit.SECONDS.toMillis(30));
        }
        assertThat(watching.isAlive()).isFalse();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it came in time").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
