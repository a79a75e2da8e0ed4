package org.kentei.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kentei.hash.Hash;

/**
 * The files of a ruleset, read once: every {@code .drl} and {@code .yaml} file of a rules folder, by its name relative to
 * the folder, with {@code /} between the parts.
 */
public record RulesetFiles(SortedMap<String, byte[]> byName) {

    /** The end of a case file's name, after the sheet's code. */
    public static final String CASES_SUFFIX = ".cases.yaml";

    /** A regular expression for a {@linkplain #revision() revision}. */
    public static final String REVISION = "[0-9a-f]{64}";

    /** The most bytes that a ruleset may have, so that large files in the folder cannot fill the memory. */
    public static final long MOST_BYTES = 16L << 20;

    private static final Pattern OF_RULES = Pattern.compile(".*\\.(drl|yaml)");

    /** The most files and folders of a rules folder, including hidden ones. */
    private static final int MOST_ENTRIES = 10_000;

    public RulesetFiles {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Thrown for a folder with more than {@link #MOST_BYTES} of rules. */
    public static final class TooManyRulesException extends IOException {
        private TooManyRulesException() {
            super("The rules folder has more than " + (MOST_BYTES >> 20) + " MB of rules.");
        }
    }

    /** Thrown for something in a rules folder that is not read, such as a link out of it; the message gives the reason. */
    public static final class RefusedFileException extends IOException {
        private RefusedFileException(String message) {
            super(message);
        }
    }

    /**
     * Reads a rules folder. It skips hidden files and files of other kinds. It reads only regular files inside the folder
     * and follows no link out of it.
     *
     * @throws RefusedFileException for a file that it refuses to read
     */
    public static RulesetFiles read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        for (Map.Entry<String, Path> file : list(folder).entrySet()) {
            byte[] read = read(file.getKey(), file.getValue(), (int) (MOST_BYTES - bytes) + 1);
            bytes += read.length;
            if (bytes > MOST_BYTES) {
                throw new TooManyRulesException();
            }
            files.put(file.getKey(), read);
        }
        return new RulesetFiles(files);
    }

    /** Reads no more than the limit, whatever size the file reports. */
    private static byte[] read(String name, Path file, int atMost) throws IOException {
        BasicFileAttributes listed = attributes(file);
        if (!listed.isRegularFile()) {
            throw new RefusedFileException("`" + name + "` is not a regular file.");
        }
        // the file system of a jar has no links and refuses the option
        OpenOption[] options = file.getFileSystem() == FileSystems.getDefault()
                ? new OpenOption[] {LinkOption.NOFOLLOW_LINKS}
                : new OpenOption[0];
        try (InputStream content = Files.newInputStream(file, options)) {
            byte[] read = content.readNBytes(atMost);
            // the file, or a folder above it, may have been replaced before it was opened
            if (!file.toRealPath().equals(file)
                    || !Objects.equals(listed.fileKey(), attributes(file).fileKey())) {
                throw new IOException("`" + name + "` was replaced while it was read.");
            }
            return read;
        }
    }

    /**
     * The real paths of a rules folder's files, by name. A link to a file or folder inside the rules folder is followed,
     * as in a mounted config map.
     *
     * @throws RefusedFileException for a link out of the folder, a file of rules that is not a regular file, or a folder
     *     with more than {@value #MOST_ENTRIES} entries
     */
    public static SortedMap<String, Path> list(Path folder) throws IOException {
        Listing listing = new Listing(folder.toRealPath());
        listing.add(listing.root, "");
        return listing.files;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static final class Listing {

        private final Path root;
        private final SortedMap<String, Path> files = new TreeMap<>();
        private final Set<Path> within = new HashSet<>();
        private int entries;

        private Listing(Path root) {
            this.root = root;
        }

        private void add(Path folder, String prefix) throws IOException {
            if (!within.add(folder)) {
                throw new RefusedFileException("`" + prefix + "` is in a circle of links.");
            }
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
                for (Path child : children) {
                    String name = child.getFileName().toString().replace("/", "");
                    if (++entries > MOST_ENTRIES) {
                        throw new RefusedFileException(
                                "The rules folder has more than " + MOST_ENTRIES + " files and folders.");
                    }
                    if (!name.startsWith(".")) {
                        addChild(child, prefix + name);
                    }
                }
            } catch (DirectoryIteratorException unreadable) {
                throw unreadable.getCause();
            }
            within.remove(folder);
        }

        private void addChild(Path child, String name) throws IOException {
            boolean rules = OF_RULES.matcher(name).matches();
            Path real = child;
            BasicFileAttributes attributes = attributes(child);
            if (attributes.isSymbolicLink()) {
                real = target(child, name);
                attributes = attributes(real);
                if (!real.startsWith(root)) {
                    if (rules || attributes.isDirectory()) {
                        throw new RefusedFileException(
                                "`" + name + "` is a link out of the rules folder; put the file itself there.");
                    }
                    return;
                }
            }
            if (attributes.isDirectory()) {
                add(real, name + "/");
            } else if (rules) {
                if (!attributes.isRegularFile()) {
                    throw new RefusedFileException("`" + name + "` is not a regular file.");
                }
                files.put(name, real);
            }
        }

        private static Path target(Path link, String name) throws IOException {
            try {
                return link.toRealPath();
            } catch (NoSuchFileException nowhere) {
                throw new RefusedFileException("`" + name + "` is a link to a missing file.");
            }
        }
    }

    /** The name of the case file beside a sheet's file of rules. */
    public static String casesBeside(String rules) {
        return rules.replaceFirst("\\.drl$", CASES_SUFFIX);
    }

    /** A file's text. */
    public String text(String name) {
        byte[] bytes = byName.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("The ruleset has no file " + name);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The ruleset's revision: the SHA-256, in hex, of one line for each file, ordered by name. A line has the SHA-256 of
     * the file's bytes, two spaces, the file's name and a line feed. {@code sha256sum} writes the same lines, so anyone
     * can compute a revision without Kentei. The verifier of the record computes it by code of its own, on purpose.
     */
    public String revision() {
        StringBuilder lines = new StringBuilder();
        byName.forEach((name, bytes) ->
                lines.append(Hash.of(bytes).hex()).append("  ").append(name).append('\n'));
        return Hash.of(lines.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
