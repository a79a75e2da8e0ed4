package org.kentei.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.kentei.bulk.CandidateLines.CandidateLine;
import org.kentei.candidate.CandidateLimits;

class CandidateLinesTest {

    @Test
    void lines_are_numbered_and_blank_ones_skipped() throws IOException {
        assertThat(read("a\n\n \t\r\nb\r\nc")).containsExactly("1 a", "4 b\r", "5 c");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @Test
    void a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() throws IOException {
        String tooLong = "x".repeat(3 * CandidateLimits.BODY_BYTES);
        CandidateLines lines = CandidateLines.of(stream(tooLong + "\nnext\n"));

        assertThat(lines.next().json()).hasSize(CandidateLimits.BODY_BYTES + 1);
        assertThat(new String(lines.next().json(), StandardCharsets.UTF_8)).isEqualTo("next");
        assertThat(lines.next()).isNull();
    }

    @Test
    void a_line_is_given_although_only_half_of_the_next_one_has_arrived() throws IOException {
        try (PipedOutputStream client = new PipedOutputStream();
                CandidateLines lines = CandidateLines.of(new PipedInputStream(client, 100_000))) {
            client.write("first\n\n \nsec".getBytes(StandardCharsets.UTF_8));

            assertThat(lines.some()).extracting(CandidateLinesTest::shown).containsExactly("1 first");
            assertThat(lines.holdsLine()).isFalse();

            client.write("ond\n".getBytes(StandardCharsets.UTF_8));
            assertThat(lines.holdsLine()).isTrue();
            assertThat(lines.some()).extracting(CandidateLinesTest::shown).containsExactly("4 second");
        }
    }

    @Test
    void lines_are_the_same_however_the_bytes_arrive() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 2_000; line++) {
            text.append("é".repeat(random.nextInt(100))).append('\n');
        }
        List<InputStream> pieces = new ArrayList<>();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < bytes.length; ) {
            int length = Math.min(bytes.length - start, 1 + random.nextInt(300));
            pieces.add(new ByteArrayInputStream(bytes, start, length));
            start += length;
        }

        List<String> read = new ArrayList<>();
        CandidateLines lines = CandidateLines.of(new SequenceInputStream(Collections.enumeration(pieces)));
        for (List<CandidateLine> some = lines.some(); !some.isEmpty(); some = lines.some()) {
            assertThat(some).hasSizeLessThanOrEqualTo(64);
            some.forEach(line -> read.add(shown(line)));
        }
        assertThat(read).isEqualTo(read(text.toString()));
    }

    @Test
    void compressed_lines_are_read_to_the_end_wherever_the_client_pauses() throws IOException {
        byte[] members = joined(zipped("first\nsec"), zipped("ond\n"), zipped(""), zipped("third\n"));
        for (int pause = 0; pause <= members.length; pause++) {
            // says at the pause that nothing has arrived
            InputStream arriving = new SequenceInputStream(
                    new ByteArrayInputStream(members, 0, pause),
                    new ByteArrayInputStream(members, pause, members.length - pause));

            assertThat(shown(CandidateLines.maybeCompressed(arriving)))
                    .as("pause after %d bytes", pause)
                    .containsExactly("1 first", "2 second", "3 third");
        }
    }

    @Test
    void compressed_lines_that_are_cut_off_or_followed_by_something_else_are_refused() throws IOException {
        byte[] first = zipped("first\n");
        byte[] second = zipped("second\n");
        for (int cut = 2; cut < first.length; cut++) {
            assertRefused(Arrays.copyOf(first, cut), "The data that are compressed by gzip are cut off.");
        }
        for (int cut = 1; cut < second.length; cut++) {
            byte[] cutOff = joined(first, Arrays.copyOf(second, cut));
            assertThatThrownBy(() -> shown(CandidateLines.maybeCompressed(new ByteArrayInputStream(cutOff))))
                    .as("cut after %d bytes", cut)
                    .isInstanceOf(ZipException.class);
        }
        for (String other : List.of("x", "second\n", "{}\n".repeat(20))) {
            assertRefused(
                    joined(first, other.getBytes(StandardCharsets.UTF_8)),
                    "Behind the data that are compressed by gzip, other data follow.");
        }
    }

    private static void assertRefused(byte[] compressed, String message) {
        assertThatThrownBy(() -> shown(CandidateLines.maybeCompressed(new ByteArrayInputStream(compressed))))
                .isInstanceOf(ZipException.class)
                .hasMessage(message);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<String> read(String text) throws IOException {
        return shown(CandidateLines.of(stream(text)));
    }

    private static List<String> shown(CandidateLines lines) throws IOException {
        List<String> read = new ArrayList<>();
        for (CandidateLine line = lines.next(); line != null; line = lines.next()) {
            read.add(shown(line));
        }
        return read;
    }

    private static String shown(CandidateLine line) {
        return line.number() + " " + new String(line.json(), StandardCharsets.UTF_8);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
