package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.spreadsheet.Workforce;

class ConvertCommandTest {

    @TempDir
    private Path folder;

    @Test
    void spreadsheets_become_candidates_one_a_line() throws IOException {
        new Workforce(List.of("{\"candidateId\":\"E-1\",\"asOf\":\"2026-03-31\"}", "{\"candidateId\":\"E-2\"}"))
                .write(folder);
        Path out = folder.resolve("candidates.ndjson");
        String lines = "{\"candidateId\":\"E-1\",\"asOf\":\"2026-03-31\"}\n{\"candidateId\":\"E-2\"}\n";

        assertThat(EndedCommand.call("convert", folder)).isEqualTo(new EndedCommand(0, lines, ""));
        assertThat(EndedCommand.call("convert", folder, "--out", out).err())
                .isEqualTo("2 candidates written to `" + out + "`.\n");
        assertThat(out).hasContent(lines);

        EndedCommand again = EndedCommand.call("convert", folder, "--out", out);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("`" + out + "` exists already; nothing was overwritten.");
    }

    @Test
    void faults_are_shown_with_their_places_and_nothing_is_written() throws IOException {
        new Workforce(List.of("{\"candidateId\":\"E-1\",\"asOf\":\"2026-02-30\"}")).write(folder);
        Path out = folder.resolve("candidates.ndjson");

        EndedCommand ended = EndedCommand.call("convert", folder, "--out", out);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo(folder + "/candidates.csv:2, column B: `asOf` must be a valid calendar date; given is"
                        + " the string `2026-02-30`.\n1 fault in candidates.csv; nothing was written.\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void the_template_is_written_but_never_over_files() throws IOException {
        Path template = folder.resolve("workforce");

        assertThat(EndedCommand.call("convert", "--template", template).exitCode())
                .isZero();
        assertThat(EndedCommand.call("convert", template)).isEqualTo(new EndedCommand(0, "", ""));
        assertThat(EndedCommand.call("convert", "--template", template).exitCode())
                .isEqualTo(2);
        assertThat(Files.readString(template.resolve("examinations.csv")))
                .startsWith("\uFEFFcandidateId,code,passedOn\r\n");
        assertThat(EndedCommand.call("convert").exitCode()).isEqualTo(2);
        assertThat(EndedCommand.call("convert", folder.resolve("nowhere")).err())
                .contains("is not a folder");
    }
}
