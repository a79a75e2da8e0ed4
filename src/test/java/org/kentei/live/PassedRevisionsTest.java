package org.kentei.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.live.RulesetBuilder.BuildResult;
import org.kentei.live.RulesetBuilder.Built;
import org.kentei.live.RulesetBuilder.Invalid;
import org.kentei.live.gate.Gate;
import org.kentei.live.gate.PassedRevisions;

class PassedRevisionsTest {

    private static final String REVISION = RulesFolder.files().revision();

    @TempDir
    private Path folder;

    @Test
    void a_revision_that_passed_is_not_checked_again_by_the_same_build() throws Exception {
        of("this build").add(REVISION);

        assertThat(buildWithAGateThatRefuses(of("this build")))
                .isInstanceOfSatisfying(Built.class, built -> built.ruleset().close());
        assertThat(buildWithAGateThatRefuses(of("another build"))).isInstanceOf(Invalid.class);
    }

    @Test
    void a_build_that_does_not_know_itself_remembers_nothing() {
        PassedRevisions unknown = new PassedRevisions(folder, Optional.empty());
        unknown.add(REVISION);

        assertThat(unknown.contains(REVISION)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_last_sixteen_are_remembered() {
        for (int number = 0; number < 20; number++) {
            of("build").add("revision" + number);
        }
        of("build").add("revision19");

        assertThat(of("build").contains("revision19")).isTrue();
        assertThat(of("build").contains("revision4")).isTrue();
        assertThat(of("build").contains("revision3")).isFalse();
    }

    @Test
    void a_file_with_anything_else_in_it_is_no_permission() throws IOException {
        Path file = folder.resolve("passed-revisions");
        for (byte[] bytes :
                new byte[][] {{}, {(byte) 0xff, 0, 10}, REVISION.getBytes(StandardCharsets.UTF_8), new byte[20_000]}) {
            Files.write(file, bytes);

            assertThat(of("build").contains(REVISION)).isFalse();
        }
        of("build").add(REVISION);
        assertThat(of("build").contains(REVISION)).isTrue();
    }

    private PassedRevisions of(String build) {
        return new PassedRevisions(folder, Optional.of(build));
    }

    private static BuildResult buildWithAGateThatRefuses(PassedRevisions passed) throws InterruptedException {
        Gate refusing = new Gate(Duration.ofNanos(1), "64m");
        return new RulesetBuilder(refusing, passed, Duration.ofMillis(1), Clock.systemUTC())
                .build(RulesFolder.files(), () -> false);
    }
}
