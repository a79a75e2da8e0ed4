package org.kentei.live.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.live.SurroundingsProgram;
import org.kentei.live.gate.Gate.Accepted;
import org.kentei.live.gate.Gate.GateResult;
import org.kentei.live.gate.Gate.GateSuperseded;
import org.kentei.live.gate.Gate.Rejected;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

/** The gate with real processes: sound and unsound rules, and processes that do everything wrong. */
class GateTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final String HEAP = "512m";

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("kentei-gate")))
                .isEmpty();
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(temporary.filter(GateTest::ofThisTest)).isEmpty();
        }
    }

    private static boolean ofThisTest(Path path) {
        return path.getFileName().toString().startsWith("kentei-gate") && Files.exists(path.resolve("rules/mark.yaml"));
    }

    @Test
    void sound_rules_pass() throws InterruptedException {
        GateResult outcome = new Gate(LONG, HEAP).check(RulesFolder.files(), () -> false);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        passed -> assertThat(passed.failedCases()).isEmpty());
    }

    @Test
    void unsound_rules_come_back_with_their_mistakes() throws InterruptedException {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.put("service-desk/SD3.drl", "package org.kentei.rules\nrule".getBytes(StandardCharsets.UTF_8));
        GateResult outcome = new Gate(LONG, HEAP).check(new RulesetFiles(files), () -> false);
        assertThat(((Rejected) outcome).mistakes()).extracting(Mistake::file).contains("service-desk/SD3.drl");
    }

    @Test
    void a_sheet_whose_cases_were_taken_away_is_named() throws InterruptedException {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        files.remove("service-desk/SD4.cases.yaml");
        files.put("service-desk/SD3.cases.yaml", "cases: []\n".getBytes(StandardCharsets.UTF_8));
        Accepted outcome = (Accepted) new Gate(LONG, HEAP).check(new RulesetFiles(files), () -> false);
        assertThat(outcome.failedCases())
                .filteredOn(mistake -> mistake.reason().startsWith("No case tries the sheet."))
                .extracting(Mistake::file)
                .containsExactlyInAnyOrder("service-desk/SD4.drl", "service-desk/SD3.drl");
    }

    @Test
    void rules_that_decide_cases_otherwise_than_expected_come_back_with_those_cases() throws InterruptedException {
        SortedMap<String, byte[]> files = new TreeMap<>(RulesFolder.files().byName());
        String sheet = RulesFolder.files().text("operations-management/OM7.drl");
        files.put("operations-management/OM7.drl", sheet.replace("250", "300").getBytes(StandardCharsets.UTF_8));
        Accepted outcome = (Accepted) new Gate(LONG, HEAP).check(new RulesetFiles(files), () -> false);
        assertThat(outcome.failedCases())
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(failed.file()).isEqualTo("operations-management/OM7.cases.yaml"));
        assertThat(outcome.failedCases().get(0).reason()).contains("expects", "the rules say", "fired:");
    }

    @Test
    void too_little_memory_is_reported_in_words() throws InterruptedException {
        assertThat(mistake(new Gate(LONG, "16m").check(RulesFolder.files(), () -> false)))
                .contains("16m of memory");
    }

    @Test
    void a_process_that_spins_is_ended_when_its_time_is_over() throws InterruptedException {
        assertThat(mistake(shell("while :; do :; done", SHORT))).contains("not checked within 1.5 s");
    }

    @Test
    void a_process_that_prints_without_end_is_ended() throws InterruptedException {
        assertThat(mistake(shell("yes", LONG))).contains("wrote too much output");
    }

    @Test
    void a_process_and_all_that_it_started_are_ended() throws InterruptedException {
        shell("sleep 1000 & sh -c 'sleep 1000 & sleep 1000' kentei-gate-child & wait", SHORT);
    }

    @Test
    void a_process_that_uses_up_its_memory_is_reported_and_harms_nothing_else() throws InterruptedException {
        Gate flooding = new Gate(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloodingProgram.class.getName()),
                LONG,
                "32m");
        assertThat(mistake(flooding.check(marked(), () -> false))).contains("32m of memory");
    }

    @Test
    void a_killed_process_is_reported() throws InterruptedException {
        assertThat(mistake(shell("kill -9 $$", LONG))).contains("killed by the system");
    }

    @Test
    void a_process_that_ends_without_a_report_is_a_mistake() throws InterruptedException {
        assertThat(mistake(shell("exit 0", LONG))).contains("broke off (exit code 0)");
        assertThat(mistake(shell("exit 42", LONG))).contains("broke off (exit code 42)");
    }

    @Test
    void an_invalid_or_far_too_long_report_is_a_mistake() throws InterruptedException {
        assertThat(mistake(shell("echo nonsense > $0/report.json", LONG))).contains("could not be checked");
        assertThat(mistake(shell("head -c 3000000 /dev/zero > $0/report.json", LONG)))
                .contains("could not be checked");
    }

    @Test
    void a_program_that_is_not_there_is_a_mistake() throws InterruptedException {
        Gate gate = new Gate(List.of("/no/such/program"), LONG, HEAP);
        assertThat(mistake(gate.check(marked(), () -> false))).contains("could not be checked");
    }

    @Test
    void a_check_is_stopped_for_a_newer_revision() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        GateResult outcome = new Gate(List.of("sh", "-c", "sleep 1000"), LONG, HEAP).check(marked(), () -> {
            asked.countDown();
            return asked.getCount() == 0;
        });
        assertThat(outcome).isInstanceOf(GateSuperseded.class);
    }

    @Test
    void a_report_of_another_program_is_not_trusted() throws InterruptedException {
        String forged = "echo '{\"mistakes\": [], \"failedCases\": []}' > $0/report.json";
        assertThat(mistake(shell(forged, LONG))).contains("could not be checked");
        assertThat(mistake(shell(forged + "; echo kentei-gate " + "0".repeat(64), LONG)))
                .contains("could not be checked");
    }

    @Test
    void the_process_knows_nothing_of_the_service_and_works_in_an_empty_folder_of_its_own()
            throws InterruptedException {
        System.setProperty("kentei.store.password", SurroundingsProgram.SECRET);
        try {
            List<String> words = new ArrayList<>(GateCommandLine.of(HEAP));
            words.set(words.indexOf("org.kentei.Main"), SurroundingsProgram.class.getName());
            // set by pom.xml in the environment of the tests
            assertThat(System.getenv("DATABASE_PASSWORD")).isEqualTo(SurroundingsProgram.SECRET);
            assertThat(String.join(" ", words)).doesNotContain(SurroundingsProgram.SECRET);
            assertThat(mistake(new Gate(words, LONG, HEAP).check(marked(), () -> false)))
                    .contains("exit code " + SurroundingsProgram.NOTHING_SEEN);
        } finally {
            System.clearProperty("kentei.store.password");
        }
    }

    @Test
    void with_a_service_that_was_started_with_an_archive_of_classes_the_process_uses_the_one_beside_it(
            @TempDir Path program) throws IOException {
        List<String> withArchive = List.of("-Xmx1g", "-XX:SharedArchiveFile=" + program.resolve("service.jsa"));
        assertThat(GateCommandLine.deskArchive(withArchive)).isEmpty();

        Path desk = Files.createFile(program.resolve("desk.jsa"));
        assertThat(GateCommandLine.deskArchive(withArchive)).contains(desk);
        assertThat(GateCommandLine.deskArchive(List.of("-Xmx1g"))).isEmpty();
    }

    @Test
    void a_check_that_is_given_up_has_ended_before_the_next_begins() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            CountDownLatch asked = new CountDownLatch(2);
            new Gate(List.of("sh", "-c", "sleep 1000 & sleep 1000; :", "kentei-gate-given-up"), LONG, HEAP)
                    .check(marked(), () -> {
                        asked.countDown();
                        return asked.getCount() == 0;
                    });
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains("sleep 1000"));
        }
    }

    private static GateResult shell(String script, Duration atMost) throws InterruptedException {
        // the folder comes as the script's $0
        return new Gate(List.of("sh", "-c", script), atMost, HEAP).check(marked(), () -> false);
    }

    private static RulesetFiles marked() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("mark.yaml", new byte[0]);
        return new RulesetFiles(files);
    }

    private static String mistake(GateResult outcome) {
        assertThat(outcome).isInstanceOf(Rejected.class);
        return ((Rejected) outcome).mistakes().get(0).reason();
    }
}
