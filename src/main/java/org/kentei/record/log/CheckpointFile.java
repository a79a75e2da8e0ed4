package org.kentei.record.log;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.kentei.files.PrivateFiles;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;

/** Checkpoints in a text file outside of the database, one behind the other, an empty line after each. */
public final class CheckpointFile {

    private static final Logger LOG = Logger.getLogger(CheckpointFile.class);
    private static final String SIGNATURE = "— ";

    private final Path file;
    private boolean mended;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** The one that the service writes in its data folder. */
    public static CheckpointFile in(Path dataFolder) {
        return new CheckpointFile(dataFolder.resolve("checkpoints.log"));
    }

    /** Appends a note; when this returns, it is on the disk. */
    public synchronized void append(String note) {
        try {
            if (!mended) {
                cutOffTornNote();
                mended = true;
            }
            try (var channel = FileChannel.open(file, Set.of(CREATE, WRITE, APPEND), PrivateFiles.ofAFile(file))) {
                ByteBuffer rest = ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException refused) {
            mended = false;
            throw new UncheckedIOException(refused);
        }
    }

    /** A note that a loss of power cut off at the end would spoil the next one. It is in the database all the same. */
    private void cutOffTornNote() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        // bytes, not text: the note may be cut off in the midst of a character
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String signature = new String(SIGNATURE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        int whole = 0;
        boolean signatures = false;
        for (int begin = 0, end = text.indexOf('\n'); end >= 0; begin = end + 1, end = text.indexOf('\n', begin)) {
            if (begin == end && signatures) {
                whole = end + 1;
            }
            signatures = text.startsWith(signature, begin);
        }
        if (whole < text.length()) {
            LOG.warnf(
                    "The last checkpoint in `%s` was cut off, as by a loss of power; the rest of it is removed.", file);
            PrivateFiles.writeWhole(file, text.substring(0, whole).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Its checkpoints; none if there is no such file. What a loss of power left of a note, at the end or before the next
     * note, is passed over.
     */
    public List<StoredCheckpoint> read(String place) throws IOException {
        List<StoredCheckpoint> read = new ArrayList<>();
        if (!Files.exists(file)) {
            return read;
        }
        StringBuilder note = new StringBuilder();
        boolean signatures = false;
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isEmpty() && signatures) {
                read.add(kept(place, withoutTornNote(note.toString())));
                note.setLength(0);
                signatures = false;
            } else if (!line.isEmpty() || note.length() > 0) {
                note.append(line).append('\n');
                signatures = line.startsWith(SIGNATURE);
            }
        }
        return read;
    }

    /** A note begins with the log's name, and its last line repeats that; a torn note before it begins with it too. */
    private static String withoutTornNote(String note) {
        String signature = note.substring(note.lastIndexOf(SIGNATURE) + SIGNATURE.length());
        int end = signature.indexOf(' ');
        int begin = end < 0 ? -1 : note.lastIndexOf(signature.substring(0, end) + "\n");
        if (begin <= 0) {
            return note;
        }
        LOG.warn("A checkpoint in the file of checkpoints was cut off, as by a loss of power; it is passed over.");
        return note.substring(begin);
    }

    /** A note as the verifier takes it, under the size and key that it names itself. */
    public static StoredCheckpoint kept(String place, String note) {
        String[] lines = note.split("\n");
        try {
            return new StoredCheckpoint(place, Long.parseLong(lines[1]), org.kentei.log.Checkpoint.keyId(note), note);
        } catch (RuntimeException unreadable) {
            return new StoredCheckpoint(place, -1, "", note);
        }
    }
}
