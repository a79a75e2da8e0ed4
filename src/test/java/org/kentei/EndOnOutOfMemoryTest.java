package org.kentei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process whose memory is used up, started without the JVM's option that would end it. */
class EndOnOutOfMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"thrown", "logged", "wrapped"})
    void a_process_ends_whoever_gets_to_see_the_error(String way) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutOfMemoryProgram.class.getName(),
                        way))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("kentei-test", ".log").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(EndOnOutOfMemory.EXIT_CODE);
        } finally {
            process.destroyForcibly();
        }
    }
}
