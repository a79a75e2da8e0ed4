package org.kentei.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kentei.record.PrivateFiles;

/**
 * Compiled modules of rulesets that passed the gate, kept on disk so that none is built twice. A file begins with an
 * authentication code under a key that is not in this folder ({@link ModuleKey}), over revision, program and module;
 * what does not fit is thrown away and never loaded. Losing any of it costs some seconds and nothing else, so trouble
 * with the disk is logged and never stops anybody.
 */
final class CompiledModules {

    private static final Logger LOG = Logger.getLogger(CompiledModules.class);
    private static final int KEPT = 10;
    private static final int CODE_BYTES = 32;
    private static final int LARGEST_FILE = 256 << 20;
    private static final String SUFFIX = ".module";

    /** How the files ended that earlier versions kept here, and which nothing reads any more. */
    private static final String EARLIER_SUFFIX = ".ruleset";

    private final Path folder;
    private final String program;
    private final Optional<ModuleKey> key;

    /**
     * @param folder where they are kept; made when the first is
     * @param program tells the programs apart that cannot use each other's modules
     * @param key without one, nothing is kept
     */
    CompiledModules(Path folder, String program, Optional<ModuleKey> key) {
        this.folder = folder;
        this.program = program;
        this.key = key;
    }

    /** The module of that revision, as this program made it, if it is kept and whole. */
    Optional<byte[]> find(String revision) {
        Path file = file(revision);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(LARGEST_FILE);
            byte[] module =
                    bytes.length < CODE_BYTES ? new byte[0] : Arrays.copyOfRange(bytes, CODE_BYTES, bytes.length);
            if (!MessageDigest.isEqual(code(key.get(), revision, module), Arrays.copyOf(bytes, CODE_BYTES))) {
                LOG.warnf(
                        "The compiled rules in %s were not made by this service as they are now; they are built again.",
                        file);
                discard(revision);
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(module);
        } catch (NoSuchFileException neverBuilt) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.warnf("The compiled rules in %s cannot be read and are built again: %s", file, unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps the module of a ruleset that passed the gate; of all those kept, only the newest {@value #KEPT} stay. */
    void keep(String revision, byte[] module) {
        if (key.isEmpty()) {
            return;
        }
        try {
            PrivateFiles.makeFolders(folder);
            byte[] code = code(key.get(), revision, module);
            PrivateFiles.writeWhole(
                    file(revision),
                    ByteBuffer.allocate(CODE_BYTES + module.length)
                            .put(code)
                            .put(module)
                            .array());
            prune();
        } catch (IOException refused) {
            LOG.warnf(
                    refused, "Compiled rules cannot be kept in %s; they are built again when they are needed.", folder);
        }
    }

    /** Throws a module away. */
    void discard(String revision) {
        try {
            Files.deleteIfExists(file(revision));
        } catch (IOException refused) {
            LOG.warnf(refused, "Damaged compiled rules cannot be removed from %s.", folder);
        }
    }

    private byte[] code(ModuleKey with, String revision, byte[] module) {
        return with.code(
                revision.getBytes(StandardCharsets.US_ASCII), program.getBytes(StandardCharsets.UTF_8), module);
    }

    private Path file(String revision) {
        return folder.resolve(revision + "-" + program + SUFFIX);
    }

    private void prune() throws IOException {
        record Aged(Path file, FileTime used) {}
        List<Aged> kept = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (file.toString().endsWith(EARLIER_SUFFIX)) {
                    Files.deleteIfExists(file);
                } else if (file.toString().endsWith(SUFFIX)) {
                    kept.add(new Aged(file, Files.getLastModifiedTime(file)));
                }
            }
        }
        kept.sort(Comparator.comparing(Aged::used).reversed());
        for (Aged old : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
            Files.deleteIfExists(old.file());
        }
    }
}
