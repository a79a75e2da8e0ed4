package org.kentei.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.log.Client;
import org.kentei.record.audit.SmallRecord;

/** What is kept of keys, and what the log says of them. */
class ApiKeysTest {

    private static final Client COMMAND_LINE = new Client("command line", null);
    private static final Instant NOW = Instant.parse("2026-04-01T09:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void every_single_mistake_in_a_key_is_noticed() {
        String key = ApiKey.random();
        assertThat(ApiKey.isWellFormed(key)).isTrue();
        assertThat(ApiKey.INSIDE.matcher("/path?x=" + key + "&y").find()).isTrue();
        assertThat(ApiKey.INSIDE.matcher("/path?x=" + key.replace("_", "%5F")).find())
                .isTrue();
        assertThat(ApiKey.INSIDE.matcher("/path?x=" + key.replace("_", "%5f")).find())
                .isTrue();
        for (int place = 0; place < key.length(); place++) {
            for (char other : "0aZ_é".toCharArray()) {
                if (other != key.charAt(place)) {
                    assertThat(ApiKey.isWellFormed(key.substring(0, place) + other + key.substring(place + 1)))
                            .isFalse();
                }
            }
            assertThat(ApiKey.isWellFormed(key.substring(0, place))).isFalse();
        }
        assertThat(ApiKey.isWellFormed(key + "0")).isFalse();
        assertThat(ApiKey.random()).isNotEqualTo(key);
    }

    @Test
    void added_rotated_and_revoked_keys_are_entries_of_a_log_that_verifies() throws IOException {
        NewKey first;
        NewKey second;
        try (SmallRecord record = new SmallRecord(folder)) {
            record.signer.sign();
            record.assess("E-1", record.activate("rules"));
            ApiKeys keys = keys(record, NOW);
            first = keys.add("hr-tokyo", EnumSet.of(Role.READ, Role.ASSESS), "P90D", COMMAND_LINE);
            second = keys(record, NOW.plus(Duration.ofDays(80)))
                    .rotate(first.stored().keyId(), "P7D", null, COMMAND_LINE);
            keys.revoke(second.stored().keyId(), COMMAND_LINE);
            keys.revoke(second.stored().keyId(), COMMAND_LINE);
            record.signer.sign();

            assertThat(record.verify(record.keys(), List.of()).findings()).isEmpty();
            List<String> entries = record.log.entries(0, 100).stream()
                    .map(entry -> entry.entry())
                    .filter(entry -> entry.contains("\"type\":\"api-key\""))
                    .toList();
            assertThat(entries).hasSize(3);
            assertThat(entries.get(0))
                    .contains(
                            "\"change\":\"added\"",
                            "\"owner\":\"hr-tokyo\"",
                            "\"roles\":[\"assess\",\"read\"]",
                            "\"expiresAt\":\"2026-06-30T09:00:00Z\"",
                            "\"key\":\"" + first.stored().hash().hex(),
                            "\"replaces\":null");
            assertThat(entries.get(1))
                    .contains(
                            "\"change\":\"rotated\"",
                            "\"expiresAt\":\"2026-09-18T09:00:00Z\"",
                            "{\"expiresAt\":\"2026-06-27T09:00:00Z\",\"key\":\""
                                    + first.stored().hash().hex());
            assertThat(entries.get(2))
                    .contains("\"change\":\"revoked\"", second.stored().hash().hex());
        }
        assertThat(Files.readString(folder.resolve("kentei.mv.db"), StandardCharsets.ISO_8859_1))
                .contains("hr-tokyo")
                .doesNotContain(first.key(), second.key());
    }

    @Test
    void a_rotated_key_and_the_next_one_are_both_valid_until_the_overlap_ends() {
        try (SmallRecord record = new SmallRecord(folder)) {
            NewKey old = keys(record, NOW).add("hr", Set.of(Role.ASSESS), null, COMMAND_LINE);
            NewKey next = keys(record, NOW).rotate(old.stored().keyId(), "PT12H", "P30D", COMMAND_LINE);
            assertThat(next.stored().roles()).containsExactly(Role.ASSESS);
            StoredKey replaced = keys(record, NOW).list().stream()
                    .filter(key -> key.keyId().equals(old.stored().keyId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(replaced.replacedBy()).isEqualTo(next.stored().keyId());
            assertThat(replaced.live(NOW.plus(Duration.ofHours(11)))).isTrue();
            assertThat(replaced.live(NOW.plus(Duration.ofHours(12)))).isFalse();
            assertThat(next.stored().live(NOW.plus(Duration.ofDays(29)))).isTrue();
            assertThat(next.stored().live(NOW.plus(Duration.ofDays(30)))).isFalse();

            ApiKeys later = keys(record, NOW.plus(Duration.ofHours(1)));
            assertThatThrownBy(() -> later.rotate(old.stored().keyId(), "P1D", null, COMMAND_LINE))
                    .hasMessageContaining(next.stored().keyId());
            assertThatThrownBy(() -> later.rotate(next.key(), "P1D", null, COMMAND_LINE))
                    .isInstanceOf(KeyException.class)
                    .hasMessageNotContaining(next.key().substring(7));
            later.revoke(next.stored().keyId(), COMMAND_LINE);
            assertThatThrownBy(() -> later.rotate(next.stored().keyId(), "P1D", null, COMMAND_LINE))
                    .hasMessageContaining("not valid any more");
            assertThatThrownBy(() -> later.revoke("000000000000", COMMAND_LINE))
                    .hasMessageContaining("There is no key");
            assertThatThrownBy(() -> later.add("hr", Set.of(Role.ASSESS), "P200Y", COMMAND_LINE))
                    .hasMessageContaining("100 years");
        }
    }

    @Test
    void another_instance_learns_of_a_change_when_it_reads_again_and_last_use_is_kept() {
        try (SmallRecord record = new SmallRecord(folder)) {
            ApiKeys keys = keys(record, NOW);
            KeyRing here = new KeyRing(keys, Clock.fixed(NOW, ZoneOffset.UTC));
            KeyRing there = new KeyRing(keys(record, NOW), Clock.fixed(NOW, ZoneOffset.UTC));
            try {
                assertThat(there.hasKeys()).isFalse();
                NewKey added = keys.add("hr", Set.of(Role.ASSESS), null, COMMAND_LINE);
                there.read();
                assertThat(there.find(added.key())).isPresent();
                assertThat(there.find(ApiKey.random())).isEmpty();
                keys.revoke(added.stored().keyId(), COMMAND_LINE);
                there.read();
                assertThat(there.live(added.stored().keyId())).isEmpty();
                assertThat(there.hasKeys())
                        .as("a service that had a key goes on asking for one")
                        .isTrue();
                keys.used(Map.of(added.stored().keyId(), NOW));
                keys.used(Map.of(added.stored().keyId(), NOW.minusSeconds(60)));
                assertThat(keys.list().get(0).lastUsedAt()).isEqualTo(NOW);
            } finally {
                here.end();
                there.end();
            }
        }
    }

    private static ApiKeys keys(SmallRecord record, Instant now) {
        return new ApiKeys(record.log, Clock.fixed(now, ZoneOffset.UTC));
    }
}
