package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
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
import org.kentei.ruleset.RulesetFiles;

/** Compiled rules on disk: found again as they were, or not at all. */
class CompiledModulesTest {

    private static final byte[] MODULE = "compiled".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void a_ruleset_loaded_from_the_disk_decides_as_the_compiled_one() throws InvalidRulesetException {
        Ruleset compiled = RulesFolder.ruleset();
        modules("one").keep(compiled.files(), compiled.module());
        CompiledModules.Kept kept = modules("one").find(compiled.revision()).orElseThrow();
        try (Ruleset loaded = RulesetCompiler.load(kept.files(), kept.module())) {
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
        RulesetFiles files = files("rule");
        Random random = new Random(20080331);
        for (int round = 0; round < 200; round++) {
            modules("one").keep(files, MODULE);
            Path file = kept().get(0);
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            assertThat(modules("one").find(files.revision())).isEmpty();
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void a_file_cut_short_anywhere_is_thrown_away() throws IOException {
        RulesetFiles files = files("rule");
        modules("one").keep(files, MODULE);
        byte[] whole = Files.readAllBytes(kept().get(0));
        for (int length = 0; length < whole.length; length += 7) {
            modules("one").keep(files, MODULE);
            Files.write(kept().get(0), java.util.Arrays.copyOf(whole, length));
            assertThat(modules("one").find(files.revision())).isEmpty();
        }
    }

    @Test
    void a_file_under_the_name_of_another_revision_is_thrown_away() throws IOException {
        RulesetFiles files = files("rule");
        modules("one").keep(files, MODULE);
        String other = files("other").revision();
        Files.move(
                kept().get(0),
                folder.resolve(kept().get(0).getFileName().toString().replace(files.revision(), other)));
        assertThat(modules("one").find(other)).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void what_another_version_compiled_is_not_found_and_not_touched() throws IOException {
        RulesetFiles files = files("rule");
        modules("one").keep(files, MODULE);
        assertThat(modules("other").find(files.revision())).isEmpty();
        assertThat(modules("one").find(files.revision())).isPresent();
    }

    @Test
    void versions_of_the_service_have_different_keys() {
        assertThat(BuildKey.of("kentei 1")).isEqualTo(BuildKey.of("kentei 1")).isNotEqualTo(BuildKey.of("kentei 2"));
    }

    @Test
    void only_the_newest_are_kept_and_what_is_used_counts_as_new() throws IOException {
        for (int number = 0; number < 10; number++) {
            RulesetFiles files = files("rule " + number);
            modules("one").keep(files, MODULE);
            Files.setLastModifiedTime(
                    folder.resolve(files.revision() + "-one.ruleset"), FileTime.fromMillis(1000 + number));
        }
        assertThat(modules("one").find(files("rule 0").revision())).isPresent();
        modules("one").keep(files("rule 10"), MODULE);
        assertThat(kept()).hasSize(10);
        assertThat(modules("one").find(files("rule 0").revision())).isPresent();
        assertThat(modules("one").find(files("rule 1").revision())).isEmpty();
    }

    @Test
    void the_revision_that_decided_last_is_remembered() {
        RulesetFiles files = files("rule");
        modules("one").keep(files, MODULE);
        assertThat(modules("one").lastActive()).isEmpty();
        modules("one").noteActive(files.revision());
        assertThat(modules("one").lastActive().orElseThrow().files().revision()).isEqualTo(files.revision());
    }

    @Test
    void a_disk_that_refuses_costs_the_cache_and_nothing_else() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        CompiledModules modules = new CompiledModules(file, "one");
        modules.keep(files("rule"), MODULE);
        modules.noteActive(files("rule").revision());
        assertThat(modules.find(files("rule").revision())).isEmpty();
        assertThat(modules.lastActive()).isEmpty();
    }

    private CompiledModules modules(String key) {
        return new CompiledModules(folder, key);
    }

    private static RulesetFiles files(String text) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("field/A.drl", text.getBytes(StandardCharsets.UTF_8));
        return new RulesetFiles(files);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".ruleset")).toList();
        }
    }
}
