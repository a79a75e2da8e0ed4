package org.kentei.live;

import java.nio.file.Path;
import java.util.List;

/** How this very program is started again to check a revision. */
final class GateCommandLine {

    private static final String PROGRAM = "org.kentei.Main";

    /** Where the jars stand apart from the one that is started, that one knows how to find them. */
    private static final String LAUNCHER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private GateCommandLine() {}

    /**
     * The command line of the checks; the folder they are of goes behind it.
     *
     * @param heap as {@code -Xmx} takes it
     */
    static List<String> of(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // for a process of some seconds, the quick compiler alone halves the time
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                isThere(PROGRAM) ? PROGRAM : LAUNCHER,
                "gate");
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
