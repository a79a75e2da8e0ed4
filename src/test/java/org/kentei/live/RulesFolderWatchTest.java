package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.live.RulesFolderWatch.FilesChanged;
import org.kentei.live.RulesFolderWatch.FolderChange;
import org.kentei.live.RulesFolderWatch.FolderUnreadable;
import org.kentei.ruleset.RulesetFiles;

/** The ways in which people and machines change a folder. The looks are counted, so nothing here is timed. */
class RulesFolderWatchTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private final List<FolderChange> findings = new ArrayList<>();
    private RulesFolderWatch watch;

    @BeforeEach
    void watchAFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("rules"));
        write(folder, "vocabulary.yaml", "one: 1");
        write(folder, "field/A.drl", "rule one");
        watch = new RulesFolderWatch(folder, findings::add);
        looks(2);
        findings.clear();
    }

    @Test
    void the_same_folder_is_proposed_once() throws IOException {
        watch = new RulesFolderWatch(folder, findings::add);
        looks(1);
        assertThat(findings).isEmpty();
        looks(100);
        assertThat(findings).hasSize(1);
        assertThat(found().revision()).isEqualTo(RulesetFiles.read(folder).revision());
    }

    @Test
    void files_saved_one_by_one_are_proposed_together() throws IOException {
        write(folder, "field/A.drl", "rule two");
        looks(1);
        write(folder, "field/B.drl", "rule three");
        looks(1);
        assertThat(findings).isEmpty();
        looks(3);
        assertThat(findings).hasSize(1);
        assertThat(found().files().byName()).containsOnlyKeys("vocabulary.yaml", "field/A.drl", "field/B.drl");
    }

    @Test
    void the_watch_waits_for_a_file_that_is_still_being_written() throws IOException {
        for (int half = 1; half <= 5; half++) {
            write(folder, "field/A.drl", "rule".repeat(half));
            looks(1);
        }
        assertThat(findings).isEmpty();
        looks(1);
        assertThat(found().files().text("field/A.drl")).isEqualTo("rule".repeat(5));
    }

    @Test
    void an_editor_that_writes_beside_and_renames_is_seen_and_its_own_files_are_not() throws IOException {
        write(folder, "field/.A.drl.swp", "scratch");
        write(folder, "field/A.drl~", "rule one");
        write(folder, "field/4913", "");
        looks(3);
        assertThat(findings).isEmpty();
        Path beside = write(folder, "field/.A.drl.new", "rule two");
        Files.move(beside, folder.resolve("field/A.drl"), StandardCopyOption.ATOMIC_MOVE);
        looks(2);
        assertThat(found().files().text("field/A.drl")).isEqualTo("rule two");
    }

    @Test
    void a_folder_swapped_by_a_link_is_seen() throws IOException {
        Path other = Files.createDirectory(temporary.resolve("other"));
        write(other, "vocabulary.yaml", "two: 2");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        watch = new RulesFolderWatch(link, findings::add);
        looks(2);
        swap(link, other);
        looks(2);
        assertThat(findings).hasSize(2);
        assertThat(found().files().byName()).containsOnlyKeys("vocabulary.yaml");
    }

    @Test
    void a_mounted_config_map_is_read_through_its_links_and_its_swap_is_seen() throws IOException {
        Path mount = Files.createDirectory(temporary.resolve("mount"));
        Path first = Files.createDirectory(mount.resolve("..2026_01"));
        Path second = Files.createDirectory(mount.resolve("..2026_02"));
        write(first, "field/A.drl", "rule one");
        write(second, "field/A.drl", "rule two");
        Path data = Files.createSymbolicLink(mount.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(mount.resolve("field"), Path.of("..data", "field"));
        watch = new RulesFolderWatch(mount, findings::add);
        looks(2);
        assertThat(found().files().byName()).containsOnlyKeys("field/A.drl");
        swap(data, second.getFileName());
        looks(2);
        assertThat(findings).hasSize(2);
        assertThat(found().files().text("field/A.drl")).isEqualTo("rule two");
    }

    @Test
    void a_folder_that_is_missing_for_a_moment_is_not_reported() throws IOException {
        Path aside = temporary.resolve("aside");
        Files.move(folder, aside);
        looks(3);
        Files.move(aside, folder);
        looks(10);
        assertThat(findings).isEmpty();
    }

    @Test
    void a_folder_that_stays_missing_is_reported_once_and_so_is_its_return() throws IOException {
        Path aside = temporary.resolve("aside");
        Files.move(folder, aside);
        looks(50);
        assertThat(findings).singleElement().isInstanceOf(FolderUnreadable.class);
        Files.move(aside, folder);
        looks(2);
        assertThat(found().files().byName()).hasSize(2);
    }

    @Test
    void a_file_of_the_same_size_and_time_is_found_by_its_bytes() throws IOException {
        Path file = folder.resolve("field/A.drl");
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "rule two");
        Files.setLastModifiedTime(file, before);
        looks(25);
        assertThat(found().files().text("field/A.drl")).isEqualTo("rule two");
    }

    @Test
    void a_file_that_is_touched_is_proposed_again() throws IOException {
        Files.setLastModifiedTime(folder.resolve("field/A.drl"), FileTime.fromMillis(1));
        looks(2);
        assertThat(findings).hasSize(1);
    }

    @Test
    void a_removed_file_is_seen() throws IOException {
        Files.delete(folder.resolve("field/A.drl"));
        looks(2);
        assertThat(found().files().byName()).containsOnlyKeys("vocabulary.yaml");
    }

    @Test
    void a_flooded_folder_is_reported_and_not_read() throws IOException {
        Files.write(folder.resolve("field/A.drl"), new byte[(int) RulesetFiles.MOST_BYTES]);
        looks(10);
        assertThat(findings).singleElement().isInstanceOf(FolderUnreadable.class);
        assertThat(((FolderUnreadable) findings.get(0)).reason()).contains("has more than");
    }

    @Test
    void links_in_a_circle_are_reported() throws IOException {
        Files.createSymbolicLink(folder.resolve("field/again"), folder);
        looks(10);
        assertThat(findings).singleElement().isInstanceOf(FolderUnreadable.class);
    }

    @Test
    void a_link_out_of_the_folder_is_refused_by_name_and_not_read() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret"), "root:x:0:0");
        Files.createSymbolicLink(folder.resolve("field/B.drl"), secret);
        looks(10);
        assertThat(findings).hasSize(1);
        assertThat(((FolderUnreadable) findings.get(0)).reason())
                .contains("`field/B.drl`", "is a link out of the rules folder");
        Files.delete(folder.resolve("field/B.drl"));
        looks(2);
        assertThat(found().files().byName()).hasSize(2);
    }

    @Test
    void a_link_to_a_folder_outside_and_a_link_to_nothing_are_refused() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path link = Files.createSymbolicLink(folder.resolve("more"), outside);
        assertThatThrownBy(() -> RulesetFiles.read(folder))
                .hasMessageContaining("`more` is a link out of the rules folder");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("nowhere.drl"));
        assertThatThrownBy(() -> RulesetFiles.read(folder)).hasMessageContaining("`more` is a link to a missing file");
    }

    @Test
    void a_link_inside_the_folder_is_followed() throws IOException {
        Files.createSymbolicLink(folder.resolve("field/B.drl"), Path.of("A.drl"));
        looks(2);
        assertThat(found().files().text("field/B.drl")).isEqualTo("rule one");
    }

    @Test
    void a_pipe_in_the_place_of_a_file_is_refused_without_waiting() throws Exception {
        Files.delete(folder.resolve("field/A.drl"));
        pipe(folder.resolve("field/A.drl"));
        looks(10);
        assertThat(((FolderUnreadable) findings.get(0)).reason()).contains("`field/A.drl` is not a regular file");
    }

    @Test
    void hidden_folders_are_ignored() throws Exception {
        pipe(Files.createDirectory(folder.resolve(".git")).resolve("A.drl"));
        Files.createSymbolicLink(folder.resolve(".link.drl"), Path.of("/etc/passwd"));
        looks(10);
        assertThat(findings).isEmpty();
    }

    @Test
    void a_folder_with_too_many_files_is_reported() throws IOException {
        for (int number = 0; number < 10_001; number++) {
            Files.createFile(folder.resolve("file" + number));
        }
        assertThatThrownBy(() -> RulesetFiles.read(folder)).hasMessageContaining("more than 10000 files and folders");
    }

    @Test
    void a_look_at_the_folder_that_does_not_end_is_given_up_and_reported_and_the_watch_continues() throws Exception {
        Path pipe = temporary.resolve("pipe");
        pipe(pipe);
        // as if the pipe had taken the place of a file after it was looked at
        assertThatThrownBy(() -> BoundedReading.of(() -> Files.readAllBytes(pipe), Duration.ofMillis(50)))
                .hasMessageContaining("could not be read within");
        BlockingQueue<FolderChange> seen = new LinkedBlockingQueue<>();
        CountDownLatch stalled = new CountDownLatch(1);
        AtomicReference<RulesWatch> watch = new AtomicReference<>();
        AtomicReference<Optional<Instant>> since = new AtomicReference<>();
        RulesWatch stalling = new RulesWatch(
                folder,
                Duration.ofMillis(5),
                Duration.ofMillis(500),
                finding -> {
                    if (finding instanceof FolderUnreadable) {
                        // the next look may end at once, because it waits for the files to rest
                        since.set(watch.get().stalledSince());
                    }
                    seen.add(finding);
                    if (finding instanceof FilesChanged && stalled.getCount() == 1) {
                        // the look that found this does not end
                        await(stalled);
                    }
                },
                Clock.systemUTC());
        watch.set(stalling);
        Thread looker = stalling.start();
        try {
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isInstanceOf(FilesChanged.class);
            FolderChange said = seen.poll(30, TimeUnit.SECONDS);
            assertThat(said).isInstanceOf(FolderUnreadable.class);
            assertThat(since.get()).isPresent();
            stalled.countDown();
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isInstanceOf(FilesChanged.class);
            for (int attempt = 0; attempt < 1000 && stalling.stalledSince().isPresent(); attempt++) {
                Thread.sleep(10);
            }
            assertThat(stalling.stalledSince()).isEmpty();
        } finally {
            looker.interrupt();
            // lets the thread go that waits for the pipe
            Files.write(pipe, new byte[0]);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    private void looks(int times) {
        for (int count = 0; count < times; count++) {
            watch.look();
        }
    }

    private FilesChanged found() {
        return (FilesChanged) findings.get(findings.size() - 1);
    }

    private static void swap(Path link, Path target) throws IOException {
        Path beside = Files.createSymbolicLink(link.resolveSibling("..beside"), target);
        Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
