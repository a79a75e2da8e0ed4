package org.kentei.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files a ruleset is made of, read once: every {@code .drl} and {@code .yaml} file of a rules folder by its name
 * relative to the folder, with {@code /} between the parts.
 */
public record RulesetFiles(SortedMap<String, byte[]> byName) {

    /** The most bytes a ruleset may have, so that a file that floods the folder cannot flood the memory. */
    public static final long MOST_BYTES = 16L << 20;

    private static final Pattern OF_RULES = Pattern.compile(".*\\.(drl|yaml)");
    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

    public RulesetFiles {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Thrown for a folder that holds more than {@link #MOST_BYTES} of rules. */
    public static final class TooManyRulesException extends IOException {
        private TooManyRulesException() {
            super("The rules folder holds more than " + (MOST_BYTES >> 20) + " MB of rules.");
        }
    }

    /** Reads a rules folder. Hidden files and files of other kinds are no part of the ruleset. */
    public static RulesetFiles read(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        for (Map.Entry<String, Path> file : list(folder).entrySet()) {
            // no more is read than may be held, whatever size the file says it has
            try (InputStream content = Files.newInputStream(file.getValue())) {
                byte[] read = content.readNBytes((int) (MOST_BYTES - bytes) + 1);
                bytes += read.length;
                if (bytes > MOST_BYTES) {
                    throw new TooManyRulesException();
                }
                files.put(file.getKey(), read);
            }
        }
        return new RulesetFiles(files);
    }

    /** The files of a rules folder by name, unread. A link counts as what it leads to, as in a mounted config map. */
    public static SortedMap<String, Path> list(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (OF_RULES.matcher(name).matches() && !HIDDEN.matcher(name).find()) {
                    files.put(name, file);
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return files;
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
     * The ruleset's revision: the SHA-256, in hex, of one line for each file in the order of their names, made of the
     * SHA-256 of its bytes, two spaces, its name and a line feed. {@code sha256sum} writes just these lines, so anyone
     * can compute a revision without Kentei.
     */
    public String revision() {
        StringBuilder lines = new StringBuilder();
        byName.forEach((name, bytes) ->
                lines.append(sha256(bytes)).append("  ").append(name).append('\n'));
        return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
