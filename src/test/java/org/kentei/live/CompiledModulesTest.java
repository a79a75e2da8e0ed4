package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetCompiler;

/** Compiled rules on disk: found again as this service made them, or not at all. */
class CompiledModulesTest {

    private static final byte[] MODULE = "compiled".getBytes(StandardCharsets.US_ASCII);
    private static final String REVISION = "a".repeat(64);

    @TempDir
    private Path temporary;

    @Test
    void a_ruleset_loaded_from_the_disk_decides_as_the_compiled_one() throws InvalidRulesetException {
        Ruleset compiled = RulesFolder.ruleset();
        modules("one").keep(compiled.revision(), compiled.module());
        byte[] kept = modules("one").find(compiled.revision()).orElseThrow();
        try (Ruleset loaded = RulesetCompiler.load(compiled.files(), kept)) {
            assertThat(loaded.revision()).isEqualTo(compiled.revision());
            CandidateReader reader = new CandidateReader(loaded.vocabulary(), java.time.Clock.systemUTC());
            for (WorkedCase one : WorkedCase.all().subList(0, 200)) {
                Candidate candidate = reader.read(one.body());
                assertThat(loaded.decide(candidate)).isEqualTo(compiled.decide(candidate));
            }
        }
    }

    @Test
    void a_file_damaged_anywhere_is_thrown_away() throws IOException {
        Random random = new Random(20080331);
        for (int round = 0; round < 200; round++) {
            modules("one").keep(REVISION, MODULE);
            Path file = kept().get(0);
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            assertThat(modules("one").find(REVISION)).isEmpty();
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void a_file_cut_short_anywhere_is_thrown_away() throws IOException {
        modules("one").keep(REVISION, MODULE);
        byte[] whole = Files.readAllBytes(kept().get(0));
        for (int length = 0; length < whole.length; length++) {
            modules("one").keep(REVISION, MODULE);
            Files.write(kept().get(0), Arrays.copyOf(whole, length));
            assertThat(modules("one").find(REVISION)).isEmpty();
        }
    }

    @Test
    void a_module_with_a_checksum_that_anyone_can_compute_is_not_believed() throws Exception {
        modules("one").keep(REVISION, MODULE);
        Path file = kept().get(0);
        byte[] lenient = "lenient rules".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        forged.write(MessageDigest.getInstance("SHA-256").digest(lenient));
        forged.write(lenient);
        Files.write(file, forged.toByteArray());
        assertThat(modules("one").find(REVISION)).isEmpty();
    }

    @Test
    void a_module_kept_under_another_key_is_not_believed() throws IOException {
        ModuleKey foreign = ModuleKey.open(temporary.resolve("foreign/module.key"), compiled())
                .orElseThrow();
        new CompiledModules(compiled(), "one", Optional.of(foreign)).keep(REVISION, MODULE);
        assertThat(modules("one").find(REVISION)).isEmpty();
    }

    @Test
    void a_file_under_the_name_of_another_revision_or_program_is_thrown_away() throws IOException {
        String other = "b".repeat(64);
        modules("one").keep(REVISION, MODULE);
        Files.copy(kept().get(0), compiled().resolve(other + "-one.module"));
        Files.copy(kept().get(0), compiled().resolve(REVISION + "-two.module"));
        assertThat(modules("one").find(other)).isEmpty();
        assertThat(modules("two").find(REVISION)).isEmpty();
        assertThat(modules("one").find(REVISION)).contains(MODULE);
    }

    @Test
    void a_link_in_the_place_of_a_module_is_not_followed() throws IOException {
        modules("one").keep(REVISION, MODULE);
        Path elsewhere = Files.move(kept().get(0), temporary.resolve("elsewhere"));
        Files.createSymbolicLink(compiled().resolve(REVISION + "-one.module"), elsewhere);
        assertThat(modules("one").find(REVISION)).isEmpty();
    }

    @Test
    void what_another_version_compiled_is_not_found_and_not_touched() {
        modules("one").keep(REVISION, MODULE);
        assertThat(modules("other").find(REVISION)).isEmpty();
        assertThat(modules("one").find(REVISION)).isPresent();
    }

    @Test
    void versions_of_the_service_have_different_keys() {
        assertThat(BuildKey.of("kentei 1")).isEqualTo(BuildKey.of("kentei 1")).isNotEqualTo(BuildKey.of("kentei 2"));
    }

    @Test
    void only_the_newest_are_kept_and_what_is_used_counts_as_new() throws IOException {
        for (int number = 0; number < 10; number++) {
            modules("one").keep("revision" + number, MODULE);
            Files.setLastModifiedTime(
                    compiled().resolve("revision" + number + "-one.module"), FileTime.fromMillis(1000 + number));
        }
        assertThat(modules("one").find("revision0")).isPresent();
        modules("one").keep("revision10", MODULE);
        assertThat(kept()).hasSize(10);
        assertThat(modules("one").find("revision0")).isPresent();
        assertThat(modules("one").find("revision1")).isEmpty();
    }

    @Test
    void modules_and_their_key_are_for_their_owner_alone() throws IOException {
        modules("one").keep(REVISION, MODULE);
        assertThat(permissions(kept().get(0))).isEqualTo("rw-------");
        assertThat(permissions(key())).isEqualTo("rw-------");
        assertThat(permissions(key().getParent())).isEqualTo("rwx------");
    }

    @Test
    void a_disk_that_refuses_costs_the_cache_and_nothing_else() throws IOException {
        Path file = Files.createFile(temporary.resolve("no-folder"));
        CompiledModules modules =
                new CompiledModules(file, "one", ModuleKey.open(key(), temporary.resolve("compiled")));
        modules.keep(REVISION, MODULE);
        assertThat(modules.find(REVISION)).isEmpty();
    }

    @Test
    void without_a_key_nothing_is_kept_and_nothing_is_found() throws IOException {
        modules("one").keep(REVISION, MODULE);
        assertThat(new CompiledModules(compiled(), "one", Optional.empty()).find(REVISION))
                .isEmpty();
    }

    @Test
    void a_key_inside_the_folder_that_it_guards_is_refused() throws IOException {
        Path link = temporary.resolve("link");
        Files.createDirectories(compiled());
        Files.createSymbolicLink(link, compiled());
        assertThat(ModuleKey.open(compiled().resolve("keys/module.key"), compiled()))
                .isEmpty();
        assertThat(ModuleKey.open(link.resolve("module.key"), compiled())).isEmpty();
    }

    @Test
    void a_key_that_others_may_read_or_that_is_cut_short_is_refused() throws IOException {
        assertThat(ModuleKey.open(key())).isPresent();
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ModuleKey.open(key())).isEmpty();
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key(), "abcd");
        assertThat(ModuleKey.open(key())).isEmpty();
    }

    private Path compiled() {
        return temporary.resolve("compiled");
    }

    private Path key() {
        return temporary.resolve("settings/module.key");
    }

    private CompiledModules modules(String program) {
        return new CompiledModules(compiled(), program, ModuleKey.open(key(), compiled()));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(compiled())) {
            return all.filter(file -> file.toString().endsWith(".module")).toList();
        }
    }
}
