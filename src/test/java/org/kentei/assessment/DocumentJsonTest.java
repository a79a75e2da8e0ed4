package org.kentei.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.candidate.CandidateReader;
import org.kentei.fact.EntryType;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.verdict.FiredRule;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.verdict.Verdict;

class DocumentJsonTest {

    private static final JsonMapper WITHOUT_KEPT_PARTS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Test
    void kept_parts_do_not_change_the_text_of_a_verdict() throws IOException {
        for (WorkedCase one : WorkedCase.all()) {
            Verdict verdict = decide(one.body());

            assertThat(text(DocumentJson.MAPPER, verdict)).as(one.name()).isEqualTo(text(WITHOUT_KEPT_PARTS, verdict));
        }
    }

    @Test
    void a_firing_of_a_rule_with_any_name_is_written_as_jackson_writes_it() throws IOException {
        List<Firing> firings = List.of(
                firing("\"}],\\ {\u0000\u2028 日本 \uD83D\uDE00", null), firing("a rule }", "OM7 {\"}"), firing("", ""));

        assertThat(text(DocumentJson.MAPPER, firings)).isEqualTo(text(WITHOUT_KEPT_PARTS, firings));
    }

    @Test
    void more_parts_than_are_kept_are_written_too() throws IOException {
        List<FiredRule> rules = IntStream.range(0, 12_000)
                .mapToObj(number -> new FiredRule("rule " + number, "clause"))
                .toList();

        assertThat(text(DocumentJson.MAPPER, rules)).isEqualTo(text(WITHOUT_KEPT_PARTS, rules));
    }

    private static Firing firing(String rule, String sheet) {
        FiringFact fact = new FiringFact(EntryType.PROJECT, rule, java.util.Map.of(rule, List.of(rule)));
        return new Firing(7, rule, rule, rule, sheet, List.of(fact, fact), rule);
    }

    private static Verdict decide(byte[] body) {
        Instant time = Instant.parse("2026-04-01T00:00:00Z");
        return Decision.of(
                        "revision",
                        new CandidateReader(RulesFolder.vocabulary(), Clock.systemUTC()).at(time),
                        RulesFolder.ruleset()::decide,
                        body,
                        new DecisionContext(
                                new UUID(0, 1), time, new Client("test", "127.0.0.1"), new ServiceVersion("1", "2")))
                .verdict();
    }

    private static String text(JsonMapper json, Object document) throws IOException {
        return new String(json.writeValueAsBytes(document), StandardCharsets.UTF_8);
    }
}
