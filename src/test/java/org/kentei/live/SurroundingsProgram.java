package org.kentei.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** A program that looks for whatever the service should not have told it, and says so by its exit code. */
public final class SurroundingsProgram {

    public static final String SECRET = "not-for-the-gate";
    public static final int NOTHING_SEEN = 41;

    private static final Set<String> HARMLESS = Set.of("LANG", "LC_ALL", "LC_CTYPE", "TZ");

    private SurroundingsProgram() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of("").toRealPath();
        Path given = Path.of(arguments[arguments.length - 1]).toRealPath();
        try (Stream<Path> inside = Files.list(folder)) {
            if (!HARMLESS.containsAll(System.getenv().keySet())) {
                System.exit(50);
            }
            if (System.getProperties().toString().contains(SECRET)
                    || System.getProperties().stringPropertyNames().stream()
                            .anyMatch(name -> name.startsWith("kentei."))) {
                System.exit(51);
            }
            if (!folder.getParent().equals(given) || inside.findAny().isPresent()) {
                System.exit(52);
            }
            if (!Path.of(System.getProperty("java.io.tmpdir")).toRealPath().equals(folder)) {
                System.exit(53);
            }
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(given))
                    .equals("rwx------")) {
                System.exit(54);
            }
            if (System.in.available() > 0) {
                System.exit(55);
            }
        }
        System.exit(NOTHING_SEEN);
    }
}
