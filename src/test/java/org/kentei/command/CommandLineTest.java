package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.EditedRules;

/** The desk's commands, as their callers see them. */
class CommandLineTest {

    private static final Path EXAMPLE = Path.of("src/main/resources/examples/candidate.json");

    @TempDir
    private Path folder;

    @Test
    void check_says_that_the_rules_can_be_used_and_what_to_look_at() {
        EndedCommand desk = EndedCommand.call("check", "rules");

        assertThat(desk.exitCode()).isZero();
        assertThat(desk.out().lines()).hasSize(3);
        assertThat(desk.out())
                .startsWith("rules/system-management/SY3.drl:7: warning: ")
                .contains("13 sheets, 114 rules, no mistakes, 2 warnings.");
    }

    @Test
    void check_names_every_mistake_by_file_and_line_with_a_hint() throws Exception {
        new EditedRules()
                .with("operations-management/OM7.drl", "\"LEADS_INDUSTRY\"", "\"LEAD_INDUSTRY\"")
                .with("operations/OP3.drl", "months >= 12", "moths >= 12")
                .into(folder);

        EndedCommand desk = EndedCommand.call("check", folder);
        JsonNode json = new ObjectMapper()
                .readTree(EndedCommand.call("check", folder, "--json").out());

        assertThat(desk.exitCode()).isEqualTo(1);
        assertThat(desk.out().lines().toList().get(0))
                .startsWith(folder.resolve("operations-management/OM7.drl") + ":82: ")
                .endsWith("Did you mean `LEADS_INDUSTRY`?");
        assertThat(desk.out()).contains("Did you mean `months`?").contains("The rules cannot be used: 2 mistakes");
        assertThat(json.at("/mistakes")).hasSize(2);
        assertThat(json.at("/mistakes/1/file").textValue()).isEqualTo("operations/OP3.drl");
        assertThat(json.at("/mistakes/1/line").intValue()).isPositive();
    }

    @Test
    void every_command_says_its_version() {
        assertThat(EndedCommand.call("--version").out()).startsWith("kentei ").contains("drools ");
        assertThat(EndedCommand.call("keys", "add", "--version").out()).startsWith("kentei ");
    }

    @Test
    void test_shows_what_was_expected_what_came_and_which_rules_fired() {
        new EditedRules()
                .with("operations/OP3.drl", "months >= 12", "months >= 13")
                .with(
                        "operations/OP3.cases.yaml",
                        "  - case: one criterion more\n",
                        "  - case: one criterion more\n    levl: 3\n")
                .into(folder);

        EndedCommand desk = EndedCommand.call("test", folder);

        assertThat(desk.exitCode()).isEqualTo(1);
        assertThat(desk.out())
                .contains("OP3.cases.yaml:")
                .contains("Did you mean `level`?")
                .contains("    expected: level 3, every criterion met\n")
                .contains("    actual:   no level, RESPONSIBILITIES not met\n")
                .contains("      OP3 role: member of the team, in system operation\n")
                .contains("not tested: `months >= 13` with [14].")
                .contains(", 1 mistake.");
    }

    @Test
    void explain_tells_levels_shortfalls_and_clauses_within_a_terminals_width() {
        EndedCommand desk = EndedCommand.call("explain", EXAMPLE, "--sheet", "OM5");

        assertThat(desk.exitCode()).isZero();
        assertThat(desk.out())
                .startsWith("Candidate E-1024 as of 2026-03-31: level 4\n")
                .contains("  OM5 SUCCESSION: Three kinds of contribution are required, one is there: two are missing.")
                .contains("Sheet OM5, level 5: not met\n")
                .contains("  SUCCESSION        not met\n")
                .contains("      by project P-1\n")
                .doesNotContain("\u001b");
        assertThat(desk.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void explain_judges_a_candidate_without_an_as_of_date_by_the_configured_zone() throws Exception {
        Path candidate = Files.writeString(folder.resolve("undated.json"), "{\"candidateId\": \"undated\"}");
        System.setProperty("kentei.zone", "Pacific/Kiritimati");
        try {
            assertThat(EndedCommand.call("explain", candidate).out())
                    .startsWith("Candidate undated as of " + LocalDate.now(ZoneId.of("Pacific/Kiritimati"))
                            + " (today in Pacific/Kiritimati): no level\n");
            assertThat(EndedCommand.call("explain", candidate, "--json").out())
                    .contains("\"asOfZone\" : \"Pacific/Kiritimati\"");
            assertThat(EndedCommand.call("explain", EXAMPLE, "--json").out()).doesNotContain("asOfZone");
            System.setProperty("kentei.zone", "Asia/Tokio");
            EndedCommand refused = EndedCommand.call("explain", candidate);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("`kentei.zone`", "`Asia/Tokio`");
        } finally {
            System.clearProperty("kentei.zone");
        }
    }

    @Test
    void explain_refuses_an_unknown_candidate_and_an_unknown_sheet() throws Exception {
        Path candidate = Files.writeString(folder.resolve("candidate.json"), "{\"candidateId\": 7, \"extra\": 1}");

        EndedCommand refused = EndedCommand.call("explain", candidate);
        EndedCommand noSheet = EndedCommand.call("explain", EXAMPLE, "--sheet", "OM9");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .startsWith("The candidate is refused:\n")
                .contains("/candidateId")
                .contains("/extra");
        assertThat(noSheet.exitCode()).isEqualTo(2);
        assertThat(noSheet.err()).contains("There is no sheet `OM9`.");
    }

    @Test
    void new_sheets_of_an_old_and_of_a_new_field_pass_check_and_their_cases() {
        new EditedRules().into(folder);

        EndedCommand newField = EndedCommand.call(
                "new-sheet", "--field", "SITE_RELIABILITY", "--sheet", "SR4", "--level", 4, "--dir", folder);
        EndedCommand oldField = EndedCommand.call(
                "new-sheet", "--field", "SERVICE_DESK", "--sheet", "SD5", "--level", 5, "--dir", folder);
        EndedCommand again = EndedCommand.call(
                "new-sheet", "--field", "SERVICE_DESK", "--sheet", "SD5", "--level", 5, "--dir", folder);
        EndedCommand check = EndedCommand.call("check", folder);
        EndedCommand test = EndedCommand.call("test", folder);

        assertThat(newField.exitCode()).isZero();
        assertThat(newField.out())
                .contains("new      " + folder.resolve("site-reliability/SR4.drl"))
                .contains("What to do next:")
                .contains("  2. `kentei check " + folder + "` reports mistakes");
        assertThat(oldField.out()).contains("extended " + folder.resolve("service-desk/field.yaml"));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("already exists").contains("Nothing was written.");
        assertThat(check.out()).contains("15 sheets, 130 rules, no mistakes");
        assertThat(check.exitCode()).isZero();
        assertThat(test.out()).contains("690 cases, no failures.");
        assertThat(test.exitCode()).isZero();
    }

    @Test
    void the_edit_that_the_page_for_authors_shows_lets_cases_fail_and_is_mended_as_the_page_says() throws Exception {
        String cases = "operations-management/OM7.cases.yaml";
        EditedRules edited = new EditedRules()
                .with("operations-management/OM7.drl", "headcount >= 250", "headcount >= 300")
                .with("operations-management/OM7.drl", "headcount < 250", "headcount < 300");

        assertThat(EndedCommand.call("test", edited.into(folder)).out()).contains("684 cases, 41 failures.\n");
        assertThat(Path.of("rules/README.md")).content().contains(" 41 cases of OM7 fail now");

        edited.with(cases, "headcount: 249", "headcount: 299")
                .with(cases, "headcount: 250", "headcount: 300")
                .with(cases, "headcount: 251", "headcount: 301");
        assertThat(EndedCommand.call("test", edited.into(folder)).exitCode()).isZero();
    }

    @Test
    void output_that_cannot_be_written_is_no_success() {
        StringWriter err = new StringWriter();
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        int exitCode = KenteiCommand.run(KenteiCommand.writer(full), new PrintWriter(err), "check", "rules");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err).hasToString("Not all of the output could be written.\n");
    }

    @Test
    void a_file_of_candidates_that_is_compressed_or_in_another_encoding_is_refused_with_the_reason() throws Exception {
        Path candidates = Files.write(folder.resolve("candidates"), new byte[] {0x1f, (byte) 0x8b});

        assertThat(EndedCommand.call("impact", "--draft", "rules", "--candidates", candidates)
                        .err())
                .endsWith("Its text is not in UTF-8, or it is compressed.\n");
    }

    @Test
    void a_wrong_call_exits_with_two_and_shows_the_usage() {
        assertThat(EndedCommand.call("chekc")).satisfies(desk -> {
            assertThat(desk.exitCode()).isEqualTo(2);
            assertThat(desk.err()).startsWith("There is no command `chekc`.\n").contains("kentei --help");
        });
        assertThat(EndedCommand.call("diff", "rules", "draft", "other", "more").err())
                .startsWith("There are too many arguments, from `other` on.\n");
        assertThat(EndedCommand.call("diff", "rules", "fffd3").err())
                .startsWith("`fffd3` is neither a rules folder nor a revision: 64 hexadecimal digits, or at least the"
                        + " first 8 of them.\n");
        assertThat(EndedCommand.call("diff", "ru\0les", "rules").err())
                .contains("cannot be a path")
                .doesNotContain("Exception");
        assertThat(EndedCommand.call("check", "ru\0les").err())
                .contains("to a path")
                .doesNotContain("java");
        assertThat(EndedCommand.call("assess", "file", "--out", "out", "--as-of", "2026-02-30")
                        .err())
                .startsWith("Invalid value for option '--as-of': cannot convert '2026-02-30' to a day of the calendar"
                        + " such as 2026-03-31.\n");
        assertThat(EndedCommand.call("assess", "file", "--out", "out", "--threads", "x")
                        .err())
                .startsWith("Invalid value for option '--threads': 'x' is not a whole number\n");
        for (String command : List.of("check", "test")) {
            EndedCommand desk = EndedCommand.call(command, "rules", "--json", "--format", "text");
            assertThat(desk.exitCode()).isEqualTo(2);
            assertThat(desk.err()).startsWith("Error: --json, --format=FORMAT are mutually exclusive");
        }
        assertThat(EndedCommand.call().exitCode()).isEqualTo(2);
        assertThat(EndedCommand.call("check", folder.resolve("nowhere")).exitCode())
                .isEqualTo(2);
        assertThat(EndedCommand.call("impact", "--draft", "rules").exitCode()).isEqualTo(2);
        assertThat(EndedCommand.call("new-sheet", "--field", "x", "--sheet", "OM8", "--level", 4)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_folder_or_file_that_is_missing_is_named_with_the_option_that_names_another_one() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(EndedCommand.call("convert", folder, "--rules", nowhere).err())
                .isEqualTo("`" + nowhere + "` is not a rules folder. Name it with `--rules`.\n");
        assertThat(EndedCommand.call("explain", EXAMPLE, "--rules", nowhere).err())
                .contains("Name it with `--rules`.");
        assertThat(EndedCommand.call("assess", nowhere, "--out", folder.resolve("out"))
                        .err())
                .isEqualTo("A file cannot be read or written: `" + nowhere + "` does not exist.\n");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(EndedCommand.call("assess", EXAMPLE, "--out", nowhere.resolve("out"))
                        .err())
                .isEqualTo("A file cannot be read or written: `" + nowhere + "` does not exist.\n");
    }

    @Test
    void a_case_file_that_cannot_be_read_is_one_mistake_and_not_also_a_sheet_without_cases() {
        new EditedRules()
                .with("operations/OP3.cases.yaml", "asOf: 2026-03-31", "asOf: 2026-02-30")
                .into(folder);

        EndedCommand check = EndedCommand.call("check", folder);

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("OP3.cases.yaml:").doesNotContain("has no cases");
    }

    @Test
    void a_mistyped_argument_is_answered_with_a_sentence_and_not_with_a_stack_trace() {
        assertThat(EndedCommand.call("replay", "x").err())
                .contains("cannot convert 'x'")
                .doesNotContain("Exception");
        Path nowhere = folder.resolve("nowhere");
        System.setProperty("kentei.data", nowhere.toString());
        try {
            for (EndedCommand desk : List.of(
                    EndedCommand.call("verify"),
                    EndedCommand.call("export", folder.resolve("audit")),
                    EndedCommand.call("replay", "--all"),
                    EndedCommand.call("erase", "E-1024"))) {
                assertThat(desk.err()).startsWith("There is no record of assessments in the folder `" + nowhere);
                assertSaidPlainly(desk);
            }
            assertSaidPlainly(EndedCommand.call("verify", "--key", nowhere));
            assertSaidPlainly(EndedCommand.call("verify", "--checkpoint", nowhere));
            assertSaidPlainly(EndedCommand.call("verify", "--export", nowhere));
        } finally {
            System.clearProperty("kentei.data");
        }
    }

    @Test
    void a_new_key_of_the_log_is_not_made_twice() {
        System.setProperty("kentei.data", folder.toString());
        try {
            assertThat(EndedCommand.call("log-key", "replace").exitCode()).isZero();
            EndedCommand again = EndedCommand.call("log-key", "replace");
            assertSaidPlainly(again);
            assertThat(again.err()).startsWith("A new key has been created already in `" + folder);
        } finally {
            System.clearProperty("kentei.data");
        }
    }

    private void assertSaidPlainly(EndedCommand desk) {
        assertThat(desk.exitCode()).isEqualTo(2);
        assertThat(desk.err()).contains(folder.toString()).doesNotContain("Exception", "\tat ");
    }
}
