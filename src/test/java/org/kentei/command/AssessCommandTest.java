package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.candidates.GeneratedWorkforce;

class AssessCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CANDIDATES = 300;

    @TempDir
    private Path folder;

    @Test
    void every_line_is_answered_in_order_and_a_break_changes_nothing() throws IOException {
        Path candidates = folder.resolve("candidates.ndjson.gz");
        List<String> lines = candidates();
        compress(candidates, lines);
        Path out = folder.resolve("out.ndjson");

        EndedCommand ended = EndedCommand.call("assess", candidates, "--out", out, "--as-of", "2026-03-31");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .isEqualTo("302 candidates under %s: 300 decided, 2 refused; written to `%s`.\n"
                        .formatted(RulesFolder.files().revision(), out));
        List<String> answered = Files.readAllLines(out);
        assertThat(answered).hasSize(CANDIDATES + 3);
        assertThat(answered.get(CANDIDATES + 2))
                .isEqualTo("{\"end\":true,\"lines\":302,\"decided\":300,\"refused\":2}");
        JsonNode first = JSON.readTree(answered.get(0));
        assertThat(first.path("line").asInt()).isEqualTo(1);
        assertThat(first.path("result").path("candidateId").asText()).isEqualTo("E-1");
        assertThat(first.path("result").path("fields").path(0).has("sheets")).isFalse();
        JsonNode refused = JSON.readTree(answered.get(100));
        assertThat(refused.path("line").asInt()).isEqualTo(102);
        assertThat(refused.path("candidateId").asText()).isEqualTo("bad");
        assertThat(refused.path("status").asInt()).isEqualTo(400);
        assertThat(refused.path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/asOf");
        JsonNode today = JSON.readTree(answered.get(CANDIDATES + 1));
        assertThat(today.path("result").path("asOf").asText()).isEqualTo("2026-03-31");

        byte[] whole = Files.readAllBytes(out);
        Files.write(out, Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(EndedCommand.call("assess", candidates, "--out", out, "--as-of", "2026-03-31", "--threads", "1")
                        .out())
                .isEqualTo(ended.out());
        assertThat(out).hasBinaryContent(whole);

        Files.writeString(out, answered.get(0) + "\n");
        compress(candidates, lines.subList(1, lines.size()));
        assertThat(EndedCommand.call("assess", candidates, "--out", out).err())
                .contains(
                        "was begun for other candidates, with other options or by another version: its line for line 1 of");
        compress(candidates, List.of(lines.get(0).replace("E-1", "E-1 ")));
        assertThat(EndedCommand.call("assess", candidates, "--out", out, "--full")
                        .err())
                .contains("its line for line 1 of");
        Files.writeString(out, answered.get(0).replace(RulesFolder.files().revision(), "other") + "\n");
        assertThat(EndedCommand.call("assess", candidates, "--out", out).err())
                .contains("was begun under the revision other; the rules in `rules` are ");
    }

    @Test
    void a_file_that_is_something_else_is_refused_and_keeps_every_byte() throws IOException {
        Path candidates = Files.writeString(folder.resolve("candidates.ndjson"), "{\"candidateId\":\"one\"}");
        for (String content : new String[] {"{\"candidateId\":\"one\"}", "first\nsecond", "x"}) {
            Path other = Files.writeString(folder.resolve("other"), content);

            EndedCommand ended = EndedCommand.call("assess", candidates, "--out", other);

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).contains("is not a file that `assess` has begun: look at its line 1.");
            assertThat(other).hasContent(content);
        }
        assertThat(EndedCommand.call("assess", candidates, "--out", candidates).exitCode())
                .isEqualTo(2);
        assertThat(candidates).hasContent("{\"candidateId\":\"one\"}");
    }

    @Test
    void verdicts_of_an_earlier_call_are_not_taken_for_those_of_other_candidates() throws IOException {
        Path candidates = Files.writeString(folder.resolve("candidates.ndjson"), "{\"candidateId\":\"one\"}");
        Path out = folder.resolve("out.ndjson");
        assertThat(EndedCommand.call("assess", candidates, "--out", out).exitCode())
                .isZero();
        String written = Files.readString(out);

        Files.writeString(candidates, "{\"candidateId\":\"other\"}");
        EndedCommand again = EndedCommand.call("assess", candidates, "--out", out);

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("`" + out + "` is complete: an earlier call decided 1 candidate and refused 0. Nothing was"
                        + " decided now. Name another file, or delete this one.\n");
        assertThat(out).hasContent(written);

        Files.writeString(out, written.substring(0, written.indexOf('\n') + 1));
        Files.writeString(candidates, "{\"candidateId\":\"one\",\"asOf\":\"2026-03-31\"}");
        assertThat(EndedCommand.call("assess", candidates, "--out", out).err())
                .contains("was begun for other candidates");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_is_no_file_is_refused_at_once() throws IOException {
        Path candidates = Files.writeString(folder.resolve("candidates.ndjson"), "{\"candidateId\":\"one\"}");
        String refusal = " is a folder, a pipe or a device. Name a file.\n";

        assertThat(EndedCommand.call("assess", folder, "--out", folder.resolve("out"))
                        .err())
                .isEqualTo("`" + folder + "`" + refusal);
        assertThat(EndedCommand.call("assess", candidates, "--out", "/dev/null").err())
                .isEqualTo("`/dev/null`" + refusal);
        assertThat(EndedCommand.call("impact", "--draft", "rules", "--candidates", "/dev/null")
                        .err())
                .isEqualTo("`/dev/null`" + refusal);
    }

    /** With a blank line before a refused one, text that is no JSON, and one candidate without a day. */
    private static List<String> candidates() {
        GeneratedWorkforce generator = new GeneratedWorkforce(3);
        List<String> lines = new ArrayList<>();
        for (int number = 1; number < CANDIDATES; number++) {
            lines.add(generator.next("E-" + number));
        }
        lines.add(100, " ");
        lines.add(101, "{\"candidateId\":\"bad\",\"asOf\":\"yesterday\"}");
        lines.add(200, "oops");
        lines.add("{\"candidateId\":\"today\"}");
        return lines;
    }

    private static void compress(Path file, List<String> lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }
}
