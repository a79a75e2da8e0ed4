package org.kentei.live;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kentei.RulesFolder;
import org.kentei.vocabulary.Sheet;

/** Runs the service on a copy of the rules that a test may edit. */
public class OwnRules implements QuarkusTestResourceLifecycleManager {

    private static Path folder = Path.of("target", "none");

    /** The copy. */
    static Path folder() {
        return folder;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory(Path.of("target"), "data-of-live-rules")
                    .toAbsolutePath();
            folder = data.resolve("rules");
            restore();
            return Map.of(
                    "kentei.rules", folder.toString(),
                    "kentei.data", data.toString(),
                    "kentei.live.poll", "PT0.1S");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void stop() {
        // the folder stands below target, which the next clean build removes
    }

    /** Makes the copy what the rules folder is. */
    static void restore() throws IOException {
        restore(folder);
    }

    /**
     * Makes a folder what the rules folder is, with cases for each sheet that no figure changes: these tests change
     * figures on purpose, and what the cases say of that is tried elsewhere.
     */
    public static void restore(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        RulesFolder.vocabulary()
                .sheets()
                .forEach(sheet -> files.replaceAll((name, content) ->
                        name.endsWith("/" + sheet.sheet() + ".cases.yaml") ? caseOfNobody(sheet) : content));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    if (Files.isRegularFile(one) && !files.containsKey(name(folder, one))) {
                        Files.delete(one);
                    }
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path copy = folder.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
    }

    private static byte[] caseOfNobody(Sheet sheet) {
        String criteria = sheet.criteria().stream().map(Enum::name).collect(Collectors.joining(", "));
        return """
                base:
                  asOf: 2026-03-31

                cases:
                  - case: claims nothing
                    level: none
                    notMet: [%s]
                  - case: claims nothing, as of the day before the edition
                    change: { asOf: 2008-10-30 }
                    level: none
                    inForce: false
                  - case: claims nothing, as of the first day of the edition
                    change: { asOf: 2008-10-31 }
                    level: none
                    notMet: [%s]
                """.formatted(criteria, criteria).getBytes(StandardCharsets.UTF_8);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
