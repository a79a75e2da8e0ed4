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
import org.kentei.RaisedMonths;
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
    void the_changelog_says_in_words_what_changed_from_revision_to_revision() {
        keep(RulesFolder.files());
        keep(RaisedMonths.rules().files());

        EndedCommand changelog = EndedCommand.call("rules", "changelog");

        assertThat(changelog.exitCode()).isZero();
        assertThat(changelog.out())
                .startsWith("# Changes of the rules")
                .contains("## 2026-04-01 00:00 UTC, revision "
                        + RaisedMonths.rules().files().revision().substring(0, 12))
                .contains(
                        "- **OM4.RESPONSIBILITIES** (Skill Standards for IT Professionals (ITSS), V3 2008, category (10) IT"
                                + " Service Management: Business contribution, responsibilities: how long, with the level in the"
                                + " bracket) “Has done this successfully for the required time, in planning and implementation"
                                + " together.” As of days from 2027-04-01: `months >= 24` becomes `months >= 30`: 6 months more."
                                + " No level can rise by it.");
        assertThat(EndedCommand.call("rules", "changelog", "--last", "1").out()).doesNotContain("OM4");
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
