package org.kentei;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader;

/** The project's own rules folder, as tests read it. */
public final class RulesFolder {

    private static final Path FOLDER = Path.of("rules");

    private RulesFolder() {}

    /** Every file of the folder by its name relative to it, with forward slashes. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(FOLDER)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    public static Vocabulary vocabulary() {
        try {
            return VocabularyReader.read(files());
        } catch (VocabularyReader.InvalidVocabularyException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
