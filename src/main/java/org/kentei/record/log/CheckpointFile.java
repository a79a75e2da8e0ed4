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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.kentei.files.PrivateFiles;
import org.kentei.log.Checkpoint;
import org.kentei.log.Checkpoint.InvalidCheckpointException;
import org.kentei.log.verify.RecordSnapshot.StoredCheckpoint;

/** Checkpoints in a text file outside of the database, one after the other, each followed by an empty line. */
public final class CheckpointFile {

    private static final Logger LOG = Logger.getLogger(CheckpointFile.class);
    private static final String SIGNATURE = "— ";

    private static final int END_BYTES = 65_536;

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

    /** The last checkpoint; empty if there is none. A note that a loss of power cut off is left out. */
    public Optional<Checkpoint> last() {
        try {
            Checkpoint last = null;
            for (StoredCheckpoint stored : read("", end())) {
                try {
                    last = Checkpoint.unverified(stored.note());
                } catch (InvalidCheckpointException incomplete) {
                    // the first one may be cut off, since only the end of the file is read
                }
            }
            return Optional.ofNullable(last);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The last bytes of the file: enough for some notes. */
    private byte[] end() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, END_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes, size - bytes.remaining()) > 0) {
                // read on
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /** A note that a loss of power cut off would spoil the next one. It is in the database nevertheless. */
    private void cutOffTornNote() throws IOException {
        // bytes, not text: the note may be cut off in the middle of a character
        String text = new String(end(), StandardCharsets.ISO_8859_1);
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
            try (var channel = FileChannel.open(file, WRITE)) {
                channel.truncate(channel.size() - (text.length() - whole));
                channel.force(true);
            }
        }
    }

    /**
     * Its checkpoints; none if there is no such file. An incomplete note that a loss of power left, at the end or before
     * another note, is left out.
     */
    public List<StoredCheckpoint> read(String place) throws IOException {
        return Files.exists(file) ? read(place, Files.readAllBytes(file)) : List.of();
    }

    private static List<StoredCheckpoint> read(String place, byte[] bytes) {
        List<StoredCheckpoint> read = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        boolean signatures = false;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
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
            return new StoredCheckpoint(place, Long.parseLong(lines[1]), Checkpoint.keyId(note), note);
        } catch (RuntimeException unreadable) {
            return new StoredCheckpoint(place, -1, "", note);
        }
    }
}
