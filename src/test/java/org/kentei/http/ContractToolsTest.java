package org.kentei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What tools that are not ours make of the contract: two linters, and a client generated from it. They come from npm;
 * where they are not installed, these tests are skipped.
 */
@QuarkusTest
@QuarkusTestResource(H2Resource.class)
class ContractToolsTest {

    private static final Path FOLDER = Path.of("src/test/contract");
    private static final String CONTRACT = "../../../openapi/openapi.yaml";
    private static final int SECONDS = 120;

    @BeforeEach
    void waitUntilReady() throws InterruptedException {
        boolean installed = Files.isDirectory(FOLDER.resolve("node_modules/typescript"));
        if (!installed) {
            System.out.println(
                    "The contract's linters and generated client are not tried, since they are not installed."
                            + " To install them: npm ci --prefix " + FOLDER);
        }
        assumeTrue(installed);
        ReadyService.await();
    }

    static Stream<List<String>> linters() {
        return Stream.of(
                List.of("redocly", "lint", "--extends=recommended", "--format=stylish", "--max-problems=20", CONTRACT),
                List.of("spectral", "lint", "--fail-severity=warn", "--ruleset=spectral.yaml", CONTRACT));
    }

    @ParameterizedTest
    @MethodSource("linters")
    void a_linter_finds_no_mistake_in_the_contract(List<String> linter) throws Exception {
        String said = run(linter);
        assertThat(said).doesNotContain("warning");
    }

    @Test
    void a_generated_client_assesses_reads_lists_erases_and_understands_errors() throws Exception {
        run(List.of("openapi-typescript", CONTRACT, "--output", "generated/api.ts"));
        run(List.of("tsc", "--project", "."));
        run(List.of("node", "generated/built/round-trip.js", "http://127.0.0.1:" + RestAssured.port));
    }

    /** Runs a tool that has to succeed, and gives what it said. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), "contract-tool", ".log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true);
        // neither tool is to ask for newer versions of itself, or to tell that it was used
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Path tool = FOLDER.resolve("node_modules/.bin").resolve(command.get(0)).toAbsolutePath();
        if (Files.exists(tool)) {
            builder.command().set(0, tool.toString());
        }
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ends in time; it said: %s", command, said).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
