package org.kentei.record.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.kentei.files.PrivateFiles;
import org.kentei.files.UnusableFileException;
import org.kentei.log.Frontier;

/** The file of the append key. Only its owner may read it. Instances on one database have copies of the same file. */
@ApplicationScoped
public class AppendKeyFile {

    /** The setting that names the file. */
    public static final String SETTING = "kentei.log.append-key";

    private static final Logger LOG = Logger.getLogger(AppendKeyFile.class);

    private final Path file;
    private final Clock clock;

    @Inject
    public AppendKeyFile(
            @ConfigProperty(name = "kentei.data", defaultValue = "data") Path dataFolder,
            @ConfigProperty(name = SETTING) Optional<Path> configured,
            Clock clock) {
        this.clock = clock;
        this.file = configured.orElseGet(() -> dataFolder.resolve("append-key"));
    }

    /**
     * The key. A log that has no seals yet gets a new one, which accepts the entries that are there.
     *
     * @throws UnusableFileException if the key is missing although the log has seals, if others may read it, or if the file
     *     does not contain a key
     */
    AppendKey loadOrMake(RecordLog log) {
        try {
            if (Files.exists(file) && Files.size(file) == 0) {
                // the power failed while it was made
                Files.delete(file);
            }
            if (!Files.exists(file)) {
                if (log.hasSeals()) {
                    throw new UnusableFileException("The entries of the log are sealed with an append key, and `" + file
                            + "` is missing. Copy it from an instance that has it. If it is lost, `kentei log-key accept`"
                            + " makes a new one.");
                }
                makeFirst(log.frontier());
            }
            return read();
        } catch (IOException refused) {
            throw UnusableFileException.refused("The append key `" + file + "` can be neither read nor made", refused);
        }
    }

    /**
     * The key, to check entries with it; empty if it is not there or may not be read here.
     *
     * @throws UnusableFileException if the file does not contain a key
     */
    public Optional<AppendKey> readIfThere() {
        try {
            return Files.isReadable(file) ? Optional.of(parsed()) : Optional.empty();
        } catch (IOException refused) {
            throw UnusableFileException.refused("The append key `" + file + "` cannot be read", refused);
        }
    }

    /** Makes a new key, which accepts a log that is in this state. Returns the file. */
    public Path accept(Frontier state) {
        try {
            PrivateFiles.writeWhole(file, text(state));
            return file;
        } catch (IOException refused) {
            throw UnusableFileException.refused("The append key `" + file + "` cannot be made", refused);
        }
    }

    private void makeFirst(Frontier state) throws IOException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.makeFolders(folder);
            }
            PrivateFiles.writeNew(file, text(state));
            if (state.size() > 0) {
                LOG.warnf(
                        "The first %d entries of the log have no seals, since an earlier version appended them. They are"
                                + " accepted as they are. Every later entry must have a seal.",
                        state.size());
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // it is read like any other
        }
    }

    private byte[] text(Frontier state) {
        return AppendKey.generate(state, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .lines()
                .getBytes(StandardCharsets.UTF_8);
    }

    private AppendKey read() throws IOException {
        PrivateFiles.requireClosedToOthers("The append key", file, "");
        return parsed();
    }

    private AppendKey parsed() throws IOException {
        try {
            return AppendKey.parse(Files.readAllLines(file));
        } catch (IllegalArgumentException noKey) {
            throw new UnusableFileException(
                    "The file `" + file + "` does not contain an append key: " + noKey.getMessage() + ".", noKey);
        }
    }
}
