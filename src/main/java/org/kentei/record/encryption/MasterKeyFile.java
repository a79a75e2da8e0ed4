package org.kentei.record.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.kentei.files.PrivateFiles;
import org.kentei.files.UnusableFileException;

/** The file of the master key. Only its owner may read it. Instances on one database have copies of the same file. */
public final class MasterKeyFile {

    /** The setting that names the file. */
    public static final String SETTING = "kentei.master-key";

    private final Path file;

    public MasterKeyFile(Path dataFolder, Optional<Path> configured) {
        this.file = configured.orElseGet(() -> dataFolder.resolve("master-key"));
    }

    Path path() {
        return file;
    }

    /**
     * The keys in it; empty if there is no such file.
     *
     * @throws UnusableFileException if others may read it, or if it does not contain keys
     */
    Optional<MasterKeys> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            PrivateFiles.requireClosedToOthers("The master key", file, "");
            return Optional.of(MasterKeys.parse(Files.readAllLines(file)));
        } catch (IllegalArgumentException noKey) {
            throw new UnusableFileException(
                    "`" + SETTING + "` has to name a file with 32 random bytes in base64; `" + file + "` is not one.",
                    noKey);
        } catch (IOException unreadable) {
            throw UnusableFileException.refused("The master key `" + file + "` cannot be read", unreadable);
        }
    }

    /** Makes the file with a new key, and returns what is in it: another process may have made it at the same time. */
    MasterKeys make() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.makeFolders(folder);
            }
            PrivateFiles.writeNew(file, bytes(MasterKeys.generate()));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // it is read like any other
        } catch (IOException refused) {
            throw UnusableFileException.refused("The master key `" + file + "` cannot be made", refused);
        }
        return read().orElseThrow();
    }

    /** Replaces the keys, and overwrites the file that had the old ones. */
    void replace(MasterKeys keys) {
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            PrivateFiles.writeWhole(file, bytes(keys));
            // the name is that of the new file now; the old one still has its blocks on the disk
            old.write(ByteBuffer.allocate((int) old.size()), 0);
            old.force(true);
        } catch (IOException refused) {
            throw UnusableFileException.refused("The master key `" + file + "` cannot be replaced", refused);
        }
    }

    private static byte[] bytes(MasterKeys keys) {
        return keys.lines().getBytes(StandardCharsets.UTF_8);
    }
}
