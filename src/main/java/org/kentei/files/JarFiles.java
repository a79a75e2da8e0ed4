package org.kentei.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads files that were packaged with the program. */
public final class JarFiles {

    private JarFiles() {}

    /**
     * The bytes of a file.
     *
     * @param path its path below {@code src/main/resources}, without a slash at the start
     */
    public static Optional<byte[]> find(String path) {
        try (InputStream file = JarFiles.class.getClassLoader().getResourceAsStream(path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The bytes of a file that every build has.
     *
     * @throws IllegalStateException if this build does not have it
     */
    public static byte[] bytes(String path) {
        return find(path).orElseThrow(() -> new IllegalStateException("This build of Kentei has no file " + path));
    }

    /** The text of a file in UTF-8 that every build has. */
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
