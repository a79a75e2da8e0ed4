package org.kentei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    private static final Pattern ROW_WITH_DEFAULTS =
            Pattern.compile("(?m)^\\| (`(?:kentei|quarkus\\.http)\\..*?) \\|.*\\| (.*?) \\|$");
    private static final Pattern ONLY_CODE = Pattern.compile("`[^`]*`(, `[^`]*`)*");
    private static final Pattern CODE = Pattern.compile("`(.*?)`");

    @ParameterizedTest
    @CsvSource({
        "kentei.answers.write-timeout, PT0S",
        "kentei.answers.write-timeout, PT-1S",
        "kentei.answers.write-timeout, P999999999D",
        "kentei.answers.write-timeout, soon",
        "kentei.answers.streams-at-once, 0",
        "kentei.answers.exports-at-once, -1",
        "kentei.answers.reads-at-once, many",
        "kentei.requests.body-timeout, PT0S",
        "kentei.requests.queue, 0",
        "kentei.requests.queue, 99999999999999999999",
        "kentei.requests.per-second, 0",
        "kentei.jobs.workers, -1",
        "kentei.jobs.lines, 0",
        "kentei.jobs.life, PT59S",
        "kentei.store.pool-size, 3",
        "kentei.evaluation.deadline, PT0S",
        "kentei.live.poll, PT0S",
        "kentei.live.warm-up, PT-1S",
        "kentei.log.checkpoint-interval, PT0S",
        "kentei.log.origin, a b",
        "kentei.idempotency.life, P31D",
        "kentei.gate.heap, banana",
        "kentei.gate.heap, 0",
        "kentei.gate.heap, 512",
        "kentei.gate.heap, 9999999999g",
        "kentei.gate.time-limit, PT0S",
        "kentei.search.time-limit, PT-10S",
        "kentei.retention, -P1D",
        "kentei.retention, P0D",
        "kentei.retention, PT1H",
        "kentei.retention, P2147483647Y",
        "kentei.rules, no/such/folder",
        "kentei.rules, pom.xml",
        "kentei.rules.four-eyes, maybe",
        "kentei.zone, Mars/Olympus",
        "kentei.data, pom.xml",
        "otel.exporter.otlp.endpoint, collector:4318",
        "otel.exporter.otlp.endpoint, http://",
        "otel.exporter.otlp.endpoint, https://the collector:4318",
        "quarkus.http.port, 70000",
        "quarkus.http.port, -1",
        "quarkus.http.port, http",
        "quarkus.http.host, ''",
        "kentei.retention, ''"
    })
    void a_wrong_value_is_refused_in_one_line_with_the_setting_the_value_and_what_is_allowed(
            String setting, String value) {
        assertThat(wrongOnes(Map.of(setting, value)))
                .startsWith("`" + setting + "` is `" + value + "`. It must be ")
                .endsWith(".\n")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "kentei.answers.write-timeout, PT0.001S",
        "kentei.jobs.workers, 0",
        "kentei.live.warm-up, PT0S",
        "kentei.gate.heap, 2G",
        "kentei.retention, P7Y6M",
        "kentei.rules, rules",
        "kentei.rules.four-eyes, TRUE",
        "kentei.store.url, jdbc:h2:mem:a",
        "otel.exporter.otlp.endpoint, http://[::1]:4318/v1",
        "otel.exporter.otlp.endpoint, http://otel_collector:4318",
        "quarkus.http.port, 0"
    })
    void a_right_value_passes(String setting, String value) {
        assertThat(wrongOnes(Map.of(setting, value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://kentei:secret@db/kentei", "jdbc:mysql://host/database", " "})
    void a_wrong_address_of_the_database_is_not_shown_because_it_may_contain_a_password(String address) {
        assertThat(wrongOnes(Map.of("kentei.store.url", address)))
                .isEqualTo("`kentei.store.url` is wrong, and not shown, because it may contain a password."
                        + " It must be an address such as `jdbc:postgresql://host/database`.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kentei.idempotency.life", "kentei.jobs.life", "kentei.live.poll", "kentei.retention"})
    void the_example_in_the_refusal_of_a_time_is_allowed(String setting) {
        String refused = wrongOnes(Map.of(setting, "soon"));
        String example =
                refused.substring(refused.indexOf("such as `") + "such as `".length(), refused.lastIndexOf('`'));
        assertThat(wrongOnes(Map.of(setting, example))).isEmpty();
    }

    @Test
    void a_blank_setting_of_an_issuer_is_refused() {
        Map<String, String> issuer = Map.of(
                "kentei.issuers.corp.issuer", " ", "kentei.issuers.corp.keys", "keys.json", "kentei.issuer", " ");
        assertThat(SettingsCheck.blankOnesOfIssuers(
                        issuer.keySet().stream(), name -> Optional.ofNullable(issuer.get(name))))
                .isEqualTo("`kentei.issuers.corp.issuer` is ` `. It must be something, not blank; leave the setting out"
                        + " for its default.\n");
    }

    @Test
    void a_blank_environment_variable_of_an_issuer_is_refused() {
        assertThat(SettingsCheck.blankVariablesOfIssuers(Map.of(
                        "KENTEI_ISSUERS_CORP_ISSUER", "", "KENTEI_ISSUERS_CORP_KEYS", "keys.json", "KENTEI_HOSTS", "")))
                .isEqualTo(
                        "The environment variable `KENTEI_ISSUERS_CORP_ISSUER` is blank. It must be something, not blank;"
                                + " leave the setting out for its default.\n");
    }

    @Test
    void a_list_has_an_entry_between_its_commas() {
        assertThat(wrongOnes(Map.of("kentei.hosts", "a.example, b.example"))).isEmpty();
        assertThat(List.of(",", "a.example,", "a.example,,b.example"))
                .allSatisfy(hosts -> assertThat(wrongOnes(Map.of("kentei.hosts", hosts)))
                        .contains("It must be a list with commas between its entries"));
    }

    @Test
    void every_wrong_setting_has_its_line() {
        assertThat(wrongOnes(Map.of("kentei.requests.queue", "0", "kentei.live.poll", "x")))
                .hasLineCount(2);
    }

    @Test
    void a_misspelt_setting_is_named_with_the_one_that_is_similar() {
        assertThat(SettingsCheck.unknownOnes(Stream.of(
                        "kentei.retentoin",
                        "kentei.issuers.corp.keys",
                        "kentei.store.password",
                        "kentei.zone",
                        "java.home")))
                .isEqualTo("`kentei.retentoin` is not a setting. Did you mean `kentei.retention`?\n");
    }

    @Test
    void a_misspelt_environment_variable_is_named_with_the_one_that_is_similar() {
        assertThat(SettingsCheck.misspeltVariables(Stream.of(
                        "KENTEI_STORE_ULR", "KENTEI_RETENTION", "KENTEI_STORE_PASWORD", "KENTEI_STORE_PASSWORD")))
                .isEqualTo("""
                        The environment variable `KENTEI_STORE_PASWORD` is not a setting. Did you mean `KENTEI_STORE_PASSWORD`?
                        The environment variable `KENTEI_STORE_ULR` is not a setting. Did you mean `KENTEI_STORE_URL`?
                        """);
    }

    @Test
    void environment_variables_with_another_purpose_are_left_alone() {
        assertThat(SettingsCheck.misspeltVariables(Stream.of(
                        "KENTEI_KEY",
                        "KENTEI_BROWSER",
                        "KENTEI_ISSUERS_CORP_KEYS",
                        "KENTEI_PORT",
                        "KENTEI_PORT_8080_TCP_ADDR",
                        "KENTEI_SERVICE_HOST",
                        "KENTEI_SERVICE_PORT_HTTP",
                        "KENTEI_STORE_SERVICE_HOST",
                        "PATH")))
                .isEmpty();
    }

    @Test
    void every_documented_setting_is_refused_if_blank_and_has_a_default_that_passes() throws IOException {
        String page = Files.readString(Path.of("docs/operators.md"));
        String settings = page.substring(0, page.indexOf("## Install as a service"));
        ROW_WITH_DEFAULTS.matcher(settings).results().forEach(row -> {
            String[] names = codes(row.group(1));
            String[] defaults = codes(row.group(2));
            for (int place = 0; place < names.length; place++) {
                String name = names[place];
                if (name.startsWith("kentei.issuers") || name.equals("kentei.store.password")) {
                    continue;
                }
                assertThat(wrongOnes(Map.of(name, ""))).as(name).hasLineCount(1);
                if (ONLY_CODE.matcher(row.group(2)).matches()) {
                    assertThat(wrongOnes(Map.of(name, defaults[place]))).isEmpty();
                }
            }
        });
    }

    private static String[] codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toArray(String[]::new);
    }

    private static String wrongOnes(Map<String, String> values) {
        return SettingsCheck.wrongOnes(name -> Optional.ofNullable(values.get(name)));
    }
}
