package org.kentei.live.gate;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How this very program is started again to check a revision. */
final class GateCommandLine {

    private static final String PROGRAM = "org.kentei.Main";

    /** If the jars are separate from the one that is started, that one knows where they are. */
    private static final String LAUNCHER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private static final String SHARED_ARCHIVE = "-XX:SharedArchiveFile=";

    private GateCommandLine() {}

    /**
     * The command line of the checks. The folder to check is appended.
     *
     * @param heap as {@code -Xmx} takes it
     */
    static List<String> of(String heap) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        deskArchive(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .ifPresent(archive ->
                        words.addAll(List.of(SHARED_ARCHIVE + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")));
        words.addAll(List.of(
                "-Xmx" + heap,
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // for a process of some seconds, the quick compiler alone halves the time
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // its own empty working directory
                "-Djava.io.tmpdir=.",
                "-Duser.home=.",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                absoluteClassPath(),
                isThere(PROGRAM) ? PROGRAM : LAUNCHER,
                "gate"));
        return words;
    }

    /** The archive of classes for commands, beside the one with which the service was started (`deploy/kentei`). */
    static Optional<Path> deskArchive(List<String> optionsOfService) {
        return optionsOfService.stream()
                .filter(option -> option.startsWith(SHARED_ARCHIVE))
                .map(option -> Path.of(option.substring(SHARED_ARCHIVE.length()))
                        .toAbsolutePath()
                        .resolveSibling("desk.jsa"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The process works in a folder of its own, so that relative paths would lead nowhere. */
    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException elsewhere) {
            return false;
        }
    }
}
