package org.kentei.record.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.kentei.files.PrivateFiles;
import org.kentei.files.UnusableFileException;
import org.kentei.log.SigningKey;

/**
 * The file with the key that signs checkpoints. Only its owner may read it. The public key is in a file next to it. A key
 * that will replace it is in a third file until the service uses it, because only the service can append to the log.
 */
public final class KeyFile {

    private static final Logger LOG = Logger.getLogger(KeyFile.class);

    private final Path key;
    private final Path next;
    private final Path publicKey;

    /** The file in a data folder, which is made if it is not there. */
    public KeyFile(Path dataFolder) {
        try {
            PrivateFiles.makeFolders(dataFolder);
        } catch (IOException refused) {
            throw UnusableFileException.refused("The data folder `" + dataFolder + "` cannot be made", refused);
        }
        this.key = dataFolder.resolve("log-key");
        this.next = dataFolder.resolve("log-key.next");
        this.publicKey = dataFolder.resolve("log-key.pub");
    }

    /**
     * The key. A new one is made if there is none yet.
     *
     * @throws UnusableFileException if others may read it, or it is not a key
     */
    public SigningKey loadOrMake(String name) {
        try {
            discardIfEmpty(key);
            if (!Files.exists(key)) {
                try {
                    write(key, SigningKey.generate(name).pem());
                } catch (FileAlreadyExistsException madeMeanwhile) {
                    // it is read like any other
                }
            }
            SigningKey read = read(key, name);
            writePublic(read);
            return read;
        } catch (IOException refused) {
            throw UnusableFileException.refused("The key `" + key + "` can be neither read nor made", refused);
        }
    }

    /**
     * Makes the key that will replace the present one.
     *
     * @throws UnusableFileException if there is one already
     */
    public Path prepareNext() {
        try {
            // only Ed25519 bytes are in the file; the name is given where it is read
            write(next, SigningKey.generate("next").pem());
            return next;
        } catch (FileAlreadyExistsException waiting) {
            throw new UnusableFileException("A new key has been created already in `" + next + "`.", waiting);
        } catch (IOException refused) {
            throw UnusableFileException.refused("The key `" + next + "` cannot be made", refused);
        }
    }

    /** The key that will replace the present one. */
    public Optional<SigningKey> next(String name) {
        try {
            discardIfEmpty(next);
            return Files.exists(next) ? Optional.of(read(next, name)) : Optional.empty();
        } catch (IOException refused) {
            throw UnusableFileException.refused("The key `" + next + "` cannot be read", refused);
        }
    }

    /** Replaces the present key, which is deleted. */
    void replace(SigningKey by) {
        try {
            Files.move(next, key, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            writePublic(by);
        } catch (IOException refused) {
            throw UnusableFileException.refused("The key `" + key + "` cannot be replaced", refused);
        }
    }

    /** A file without a byte never held a key: the power failed while it was made. */
    private static void discardIfEmpty(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == 0) {
            LOG.warnf(
                    "The key file `%s` is empty, as after a loss of power while it was made; it is made again.", file);
            Files.delete(file);
        }
    }

    private void writePublic(SigningKey of) throws IOException {
        byte[] line = (of.verifier() + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(publicKey) || !Arrays.equals(Files.readAllBytes(publicKey), line)) {
            PrivateFiles.writeWhole(publicKey, line);
        }
    }

    private static SigningKey read(Path file, String name) throws IOException {
        PrivateFiles.requireClosedToOthers("The key", file, ", and replace the key if somebody may have copied it");
        try {
            return SigningKey.parse(name, Files.readString(file));
        } catch (IllegalArgumentException noKey) {
            throw new UnusableFileException(
                    "The file `" + file + "` does not contain a key: " + noKey.getMessage() + ".", noKey);
        }
    }

    private static void write(Path file, String pem) throws IOException {
        PrivateFiles.writeNew(file, pem.getBytes(StandardCharsets.UTF_8));
    }
}
