package org.kentei.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;
import org.kentei.log.verify.Verifier;
import org.kentei.record.audit.SmallRecord;

/** A file of checkpoints in which a loss of power cut off a note, at every byte. */
class TornCheckpointTest {

    private static final int VERIFIED_EVERY = 40;

    @TempDir
    private Path temporary;

    @Test
    void a_note_cut_off_at_any_byte_raises_no_alarm_before_or_after_the_next_one() throws IOException {
        Path data = temporary.resolve("data");
        try (SmallRecord record = new SmallRecord(data).filled()) {
            byte[] whole = Files.readAllBytes(data.resolve("checkpoints.log"));
            List<String> notes = record.notes();
            String last = notes.get(notes.size() - 1) + "\n";
            int lastBegins = whole.length - last.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            int all = CheckpointFile.in(data).read("file").size();
            for (int cut = lastBegins + 1; cut < whole.length - 1; cut += 2) {
                Path torn = Files.write(temporary.resolve("torn"), Arrays.copyOf(whole, cut));
                assertSound(record, torn, all - 1);

                new CheckpointFile(torn).append(last.strip() + "\n");
                assertThat(torn).hasBinaryContent(whole);
            }
        }
    }

    @Test
    void a_note_that_an_earlier_version_wrote_behind_a_torn_one_is_read() throws IOException {
        Path data = temporary.resolve("data");
        try (SmallRecord record = new SmallRecord(data).filled()) {
            byte[] whole = Files.readAllBytes(data.resolve("checkpoints.log"));
            List<String> notes = record.notes();
            byte[] last = (notes.get(notes.size() - 1) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int lastBegins = whole.length - last.length;
            int all = CheckpointFile.in(data).read("file").size();
            for (int cut = lastBegins + 1; cut < whole.length - 1; cut += 2) {
                Path torn = Files.write(temporary.resolve("torn"), Arrays.copyOf(whole, cut));
                Files.write(torn, last, StandardOpenOption.APPEND);
                assertSound(record, torn, all);
            }
        }
    }

    private static void assertSound(SmallRecord record, Path file, int notes) throws IOException {
        List<StoredCheckpoint> read = new CheckpointFile(file).read(Verifier.FILE);
        assertThat(read).hasSize(notes);
        assertThat(read).noneMatch(kept -> kept.size() < 0);
        // what is verified is the same for every cut; so a few of them are enough
        if (Files.size(file) % VERIFIED_EVERY == 0) {
            assertThat(record.verify(record.keys(), read).findings()).isEmpty();
        }
    }
}
