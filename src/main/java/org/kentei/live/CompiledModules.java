package org.kentei.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;

/**
 * Rulesets that passed the gate, kept on disk with their files and their compiled module, so that none is built twice.
 * A file begins with the checksum of the rest; one that does not fit is thrown away. What was made for another engine
 * or service has another name and is not found. Losing any of it costs some seconds and nothing else, so trouble with
 * the disk is logged and never stops anybody.
 */
final class CompiledModules {

    private static final Logger LOG = Logger.getLogger(CompiledModules.class);
    private static final int KEPT = 10;
    private static final int CHECKSUM_BYTES = 32;
    private static final long LARGEST_FILE = 256L << 20;
    private static final String SUFFIX = ".ruleset";
    private static final String MODULE = "module";
    private static final String RULES = "rules/";

    /**
     * A ruleset as it is kept.
     *
     * @param module as {@link org.kentei.ruleset.RulesetCompiler#load} takes it
     */
    record Kept(RulesetFiles files, byte[] module) {}

    private final Path folder;
    private final String key;

    /**
     * @param folder where they are kept; made when the first is
     * @param key tells the programs apart that cannot use each other's modules
     */
    CompiledModules(Path folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    /** The ruleset of that revision, if it is kept and whole. */
    Optional<Kept> find(String revision) {
        Path file = file(revision);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException("it is too large");
            }
            Kept kept = unpack(Files.readAllBytes(file));
            if (!kept.files().revision().equals(revision)) {
                throw new IOException("it holds another revision");
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(kept);
        } catch (NoSuchFileException neverBuilt) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warnf("The compiled rules in %s are damaged and are built again: %s", file, damaged.getMessage());
            discard(revision);
            return Optional.empty();
        }
    }

    /** Keeps a ruleset that passed the gate; of all those kept, only the newest {@value #KEPT} stay. */
    void keep(RulesetFiles files, byte[] module) {
        try {
            Files.createDirectories(folder);
            writeWhole(file(files.revision()), pack(files, module));
            prune();
        } catch (IOException refused) {
            LOG.warnf(
                    refused, "Compiled rules cannot be kept in %s; they are built again when they are needed.", folder);
        }
    }

    /** Throws a ruleset away. */
    void discard(String revision) {
        try {
            Files.deleteIfExists(file(revision));
        } catch (IOException refused) {
            LOG.warnf(refused, "Damaged compiled rules cannot be removed from %s.", folder);
        }
    }

    /** Notes which revision decides now. */
    void noteActive(String revision) {
        try {
            Files.createDirectories(folder);
            writeWhole(folder.resolve("active"), revision.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            LOG.warnf(refused, "The active revision cannot be noted in %s.", folder);
        }
    }

    /** The ruleset that decided last, if it is kept and whole. */
    Optional<Kept> lastActive() {
        try {
            String noted = Files.readString(folder.resolve("active"), StandardCharsets.US_ASCII)
                    .strip();
            return noted.matches("[0-9a-f]{64}") ? find(noted) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Path file(String revision) {
        return folder.resolve(revision + "-" + key + SUFFIX);
    }

    private static byte[] pack(RulesetFiles files, byte[] module) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.byName().entrySet()) {
                zip.putNextEntry(new ZipEntry(RULES + file.getKey()));
                zip.write(file.getValue());
            }
            zip.putNextEntry(new ZipEntry(MODULE));
            zip.write(module);
        }
        byte[] content = packed.toByteArray();
        return ByteBuffer.allocate(CHECKSUM_BYTES + content.length)
                .put(checksum(content))
                .put(content)
                .array();
    }

    private static Kept unpack(byte[] bytes) throws IOException {
        if (bytes.length < CHECKSUM_BYTES) {
            throw new IOException("it ends too early");
        }
        byte[] content = java.util.Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
        if (!MessageDigest.isEqual(checksum(content), java.util.Arrays.copyOf(bytes, CHECKSUM_BYTES))) {
            throw new IOException("its checksum does not fit");
        }
        TreeMap<String, byte[]> files = new TreeMap<>();
        byte @Nullable [] module = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(RULES)) {
                    files.put(entry.getName().substring(RULES.length()), zip.readAllBytes());
                } else {
                    module = zip.readAllBytes();
                }
            }
        }
        if (module == null) {
            throw new IOException("it holds no module");
        }
        return new Kept(new RulesetFiles(files), module);
    }

    /** A file is there whole or not at all, whenever the power fails. */
    private static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), "part", null);
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void prune() throws IOException {
        record Aged(Path file, FileTime used) {}
        List<Aged> kept = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (file.toString().endsWith(SUFFIX)) {
                    kept.add(new Aged(file, Files.getLastModifiedTime(file)));
                }
            }
        }
        kept.sort(Comparator.comparing(Aged::used).reversed());
        for (Aged old : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
            Files.deleteIfExists(old.file());
        }
    }

    private static byte[] checksum(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
