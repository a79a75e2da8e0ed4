package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.hash.Hash;
import org.kentei.log.Checkpoint;
import org.kentei.log.Cosignature;
import org.kentei.log.KeyType;
import org.kentei.log.SigningKey;
import org.kentei.record.audit.SmallRecord;

/** What auditors call on a record in a file: it says what is wrong in a line, and changes nothing. */
class VerifyCommandTest {

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void fillRecord() {
        data = folder.resolve("data");
        new SmallRecord(data).filled().close();
        System.setProperty("kentei.data", data.toString());
    }

    @AfterEach
    void forgetRecord() {
        System.clearProperty("kentei.data");
    }

    @Test
    void verifying_says_what_was_proved_and_changes_no_byte() throws IOException {
        Map<String, String> before = hashes();
        EndedCommand verified = EndedCommand.call("verify", "--key", data.resolve("log-key.pub"));

        assertThat(verified.err()).isEmpty();
        assertThat(verified.out())
                .startsWith("17 entries, 12 assessments (4 erased); signed up to entry 17.\n")
                .contains("Signed by kentei/small+")
                .endsWith("""
                    Proved: the documents, rulesets and keys of the record are those of its log.
                    Proved: a key that you trust signed the first 17 entries.
                    Proved: a service that has this append key appended every entry from entry 0 on.
                    Not proved: that the end of the log was not cut off, and that others see the same log. Give --checkpoint or --witness.
                    Not proved: that the verdicts follow from the rules. --replay assesses again.
                    No discrepancies found.
                    """);
        assertThat(EndedCommand.call("verify", "--checkpoint", data.resolve("checkpoints.log"))
                        .out())
                .contains(
                        "Proved: the log continues the 6 checkpoints that you keep.",
                        "Not proved: who signed the log. Name its public key with --key.")
                .doesNotContain("--checkpoint or --witness");
        assertThat(EndedCommand.call("export", folder.resolve("export")).exitCode())
                .isZero();
        assertThat(hashes()).isEqualTo(before);
    }

    @Test
    void it_says_which_entries_a_witness_has_not_seen() {
        SigningKey witness = SigningKey.generate("witness", KeyType.WITNESS);
        Checkpoint seen;
        try (SmallRecord record = new SmallRecord(data)) {
            String note = record.notes().get(2);
            seen = Checkpoint.unverified(note);
            record.store
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "insert into cosignature (tree_size, key_id, witness_id, line) values (?, ?, ?, ?)",
                            seen.size(),
                            Checkpoint.keyId(note),
                            witness.verifier().id(),
                            Cosignature.sign(seen, witness, Instant.EPOCH)));
        }
        assertThat(seen.size()).isBetween(1L, 15L);
        assertThat(EndedCommand.call("verify", "--key", data.resolve("log-key.pub"), "--witness", witness.verifier())
                        .out())
                .contains(
                        "Proved: the witness witness saw the first " + seen.size()
                                + " entries, at 1970-01-01T00:00:00Z.",
                        "Not proved: that others see the same last " + (17 - seen.size())
                                + " entries. The witness witness has not cosigned them.",
                        "Not proved: that the end of the log was not cut off. Get the newest checkpoint from the witness,"
                                + " and give it with --checkpoint.",
                        "No discrepancies found.");
    }

    @Test
    void it_says_that_all_checkpoints_are_gone() throws IOException {
        execute("delete from checkpoint");
        assertThat(EndedCommand.call("verify", "--key", data.resolve("log-key.pub"))
                        .out())
                .contains("checkpoint of 1 entries in the file of checkpoints: it is missing in the record");

        Files.delete(data.resolve("checkpoints.log"));
        assertThat(EndedCommand.call("verify", "--key", data.resolve("log-key.pub"))
                        .out())
                .contains("Not proved: the last 17 entries, which no checkpoint covers.")
                .doesNotContain("signed the first");
    }

    @Test
    void a_missing_state_of_the_log_is_reported_and_not_made_again() throws IOException {
        execute("delete from log_state");
        Map<String, String> before = hashes();

        assertThat(EndedCommand.call("verify").out()).contains("state of the log: it says -1 entries");
        assertThat(hashes()).isEqualTo(before);
    }

    @Test
    void a_record_of_an_earlier_version_is_verified_on_a_copy() throws IOException {
        try (SmallRecord record = new SmallRecord(data)) {
            record.putEarlierRows();
        }
        execute(
                "alter table log_state drop column key_deletions",
                "alter table assessment drop column dictionary",
                "alter table assessment drop column documents",
                "drop table document_dictionary",
                "drop table overview_state, overview_standing, overview_candidate, overview_change, overview_count, overview_event",
                "delete from \"flyway_schema_history\" where cast(\"version\" as decimal) > 14");
        Map<String, String> before = hashes();

        assertThat(EndedCommand.call("verify").out()).endsWith("No discrepancies found.\n");
        assertThat(hashes()).isEqualTo(before);
    }

    @Test
    void a_record_that_cannot_be_opened_is_a_message_without_a_stack_trace() throws IOException {
        try (SmallRecord running = new SmallRecord(data)) {
            assertThat(running.log.frontier().size()).isEqualTo(17);
            assertExplained(EndedCommand.call("verify"), "in use by another process");
        }
        assertExplained(EndedCommand.call("verify", "--proof", folder.resolve("none")), "is missing or cannot be read");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertExplained(EndedCommand.call("verify", "--checkpoint", empty), "does not contain a checkpoint");
        Path text = Files.writeString(folder.resolve("text"), "no checkpoint\n");
        assertExplained(EndedCommand.call("verify", "--checkpoint", text), "`" + text + "` is not a checkpoint");
        assertThat(EndedCommand.call("export", folder.resolve("export")).exitCode())
                .isZero();
        Files.delete(folder.resolve("export/entries.ndjson"));
        assertExplained(
                EndedCommand.call("verify", "--export", folder.resolve("export")), "entries.ndjson` is missing");
        execute("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '2'");
        assertExplained(EndedCommand.call("verify"), "not those of this version");
    }

    @Test
    void a_line_that_no_export_contains_is_named_with_what_is_wrong_in_it() throws IOException {
        Path export = folder.resolve("export");
        assertThat(EndedCommand.call("export", export).exitCode()).isZero();
        Path file = export.resolve("entries.ndjson");
        List<String> lines = Files.readAllLines(file);
        Map<String, String> faults = Map.of(
                "this is no JSON",
                "it is not JSON.",
                "",
                "it is no object.",
                "null",
                "it is no object.",
                "{\"index\":2}",
                "`entry` is missing.",
                lines.get(2).replace("\"index\":2", "\"index\":\"two\""),
                "`index` is not valid there.",
                lines.get(2).replace("\"index\":2", "\"index\":2,\"note\":1"),
                "`note` is not valid there.");
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(2, fault.getKey());
            Files.write(file, changed);
            assertExplained(
                    EndedCommand.call("verify", "--export", export),
                    "entries.ndjson:3` is not what an export contains: " + fault.getValue());
        }
    }

    @Test
    void a_rule_file_whose_name_is_not_a_hash_is_not_exported() {
        execute(
                "set referential_integrity false",
                "update rule_content set content_hash = '../../outside' where content_hash ="
                        + " (select min(content_hash) from rule_content)");

        assertExplained(EndedCommand.call("export", folder.resolve("export")), "which is not a hash");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void a_log_that_the_service_refuses_can_be_accepted() {
        execute("update log_entry set seal = null where entry_index = 16");
        assertThat(EndedCommand.call("log-key", "accept").out()).startsWith("The 17 entries of the log are accepted.");
        try (SmallRecord again = new SmallRecord(data)) {
            again.assess("candidate", again.activate("three"));
            again.signer.sign();
        }
    }

    private static void assertExplained(EndedCommand ended, String reason) {
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(reason).doesNotContain("\tat ");
    }

    private void execute(String... statements) {
        try (SmallRecord record = new SmallRecord(data)) {
            record.store.jdbi().useHandle(handle -> {
                for (String statement : statements) {
                    handle.execute(statement);
                }
            });
        }
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                hashes.put(file.toString(), Hash.of(Files.readAllBytes(file)).hex());
            }
        }
        return hashes;
    }
}
