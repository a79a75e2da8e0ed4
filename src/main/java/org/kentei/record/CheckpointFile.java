package org.kentei.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.kentei.log.Evidence.KeptCheckpoint;

/** Checkpoints in a text file outside of the database, one behind the other, an empty line after each. */
public final class CheckpointFile {

    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** The one that the service writes in its data folder. */
    public static CheckpointFile in(Path dataFolder) {
        return new CheckpointFile(dataFolder.resolve("checkpoints.log"));
    }

    /** Appends a note; when this returns, it is on the disk. */
    void append(String note) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Its checkpoints; none if there is no such file. A note that was cut off at the end, by a loss of power, is no matter. */
    public List<KeptCheckpoint> read(String place) throws IOException {
        List<KeptCheckpoint> read = new ArrayList<>();
        if (!Files.exists(file)) {
            return read;
        }
        StringBuilder note = new StringBuilder();
        boolean signatures = false;
        for (String line : Files.readString(file).split("\n", -1)) {
            if (line.isEmpty() && signatures) {
                read.add(kept(place, note.toString()));
                note.setLength(0);
                signatures = false;
            } else if (!line.isEmpty() || note.length() > 0) {
                note.append(line).append('\n');
                signatures = line.startsWith("— ");
            }
        }
        return read;
    }

    /** A note as the verifier takes it, under the size and key that it names itself. */
    public static KeptCheckpoint kept(String place, String note) {
        String[] lines = note.split("\n");
        try {
            return new KeptCheckpoint(place, Long.parseLong(lines[1]), org.kentei.log.Checkpoint.keyId(note), note);
        } catch (RuntimeException unreadable) {
            return new KeptCheckpoint(place, -1, "", note);
        }
    }
}
