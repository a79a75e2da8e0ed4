package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.record.audit.SmallRecord;
import org.kentei.ruleset.RulesetFiles;

/** Revisions that once decided are fetched from the record. */
class RevisionsTest {

    @TempDir
    private Path data;

    @TempDir
    private Path desk;

    @BeforeEach
    void name_the_record() {
        System.setProperty("kentei.data", data.toString());
    }

    @AfterEach
    void forget_the_record() {
        System.clearProperty("kentei.data");
    }

    @Test
    void a_revision_is_written_as_it_was_and_compared_with_another() throws Exception {
        RulesetFiles first = RulesFolder.files();
        RulesetFiles second = new EditedRules()
                .with("operations-management/OM5.drl", "kinds >= 3", "kinds > 2")
                .files();
        keep(first);
        keep(second);
        Path out = desk.resolve("out");

        assertThat(get(first.revision().substring(0, 8), out)).isZero();
        assertThat(RulesetFiles.read(out).revision()).isEqualTo(first.revision());
        assertThat(get(first.revision(), out)).as("the folder is not empty").isEqualTo(2);
        assertThat(get("0".repeat(64), desk.resolve("none"))).isEqualTo(2);
        assertThat(get("../x", desk.resolve("none"))).isEqualTo(2);
        assertThat(desk.resolve("none")).doesNotExist();
        assertThat(KenteiCommand.run("diff", first.revision().substring(0, 12), second.revision()))
                .as("`kinds > 2` asks what `kinds >= 3` asks")
                .isZero();
    }

    @Test
    void a_file_name_of_the_record_never_leads_out_of_the_folder() {
        for (String name : new String[] {"../evil.drl", "/tmp/evil.drl", "a/../../evil.drl", "..\\evil.drl", ".."}) {
            RulesetFiles hostile = new RulesetFiles(new TreeMap<>(Map.of(name, name.getBytes(StandardCharsets.UTF_8))));
            keep(hostile);

            assertThat(get(hostile.revision(), desk.resolve("out"))).as(name).isEqualTo(2);
            assertThat(desk).as(name).isEmptyDirectory();
        }
    }

    private void keep(RulesetFiles files) {
        try (SmallRecord record = new SmallRecord(data)) {
            record.signer.sign();
            record.archive.keep(files, Instant.parse("2026-04-01T00:00:00Z"), SmallRecord.PROGRAMS);
        }
    }

    private static int get(String revision, Path out) {
        return KenteiCommand.run("rules", "get", revision, "--out", out.toString());
    }
}
