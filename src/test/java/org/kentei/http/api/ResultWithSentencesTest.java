package org.kentei.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.assessment.Decision;
import org.kentei.assessment.Decision.DecisionContext;
import org.kentei.assessment.RunningVersion;
import org.kentei.candidate.CandidateReader;
import org.kentei.log.Client;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.vocabulary.Vocabulary;

/** Sentences come into an answer; the rest of it is the kept result. */
class ResultWithSentencesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Vocabulary VOCABULARY = RulesFolder.vocabulary();

    /** Used for one case after the other, so that most sentences are kept ones. */
    private static final Map<Language, WrittenSentences> SENTENCES = Map.of(
            Language.EN, sentences(Language.EN),
            Language.JA, sentences(Language.JA));

    @Test
    void an_answer_without_its_sentences_is_the_kept_result() throws IOException {
        int sentences = 0;
        for (WorkedCase one : WorkedCase.all().subList(0, 200)) {
            String kept = decision(one).result();
            for (Language language : Language.values()) {
                JsonNode spoken = JSON.readTree(ResultWithSentences.of(bytes(kept), SENTENCES.get(language)));
                List<JsonNode> shortfalls = spoken.findValues("shortfalls");
                for (JsonNode list : shortfalls) {
                    for (JsonNode shortfall : list) {
                        assertThat(shortfall.get("sentence").textValue())
                                .endsWith(language == Language.EN ? "." : "。")
                                .doesNotContain("{");
                        ((ObjectNode) shortfall).remove("sentence");
                        sentences++;
                    }
                }
                assertThat(spoken.toString()).isEqualTo(kept);
            }
        }
        assertThat(sentences).isGreaterThan(5000);
    }

    @Test
    void the_first_answer_has_the_same_sentences_as_the_answer_read_from_the_record() {
        for (WorkedCase one : WorkedCase.all()) {
            Decision made = decision(one);
            for (Language language : Language.values()) {
                byte[] kept = bytes(made.result());
                WrittenSentences fresh = sentences(language);
                assertThat(ResultWithSentences.of(kept, made.shortfalls(), SENTENCES.get(language)))
                        .isEqualTo(ResultWithSentences.of(kept, made.shortfalls(), fresh))
                        .isEqualTo(ResultWithSentences.of(kept, fresh));
            }
        }
    }

    private static WrittenSentences sentences(Language language) {
        return new WrittenSentences(new ShortfallSentence(new Labels(VOCABULARY, language), language));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Decision decision(WorkedCase one) {
        return Decision.of(
                RulesFolder.ruleset().revision(),
                new CandidateReader(VOCABULARY, Clock.systemUTC()),
                RulesFolder.ruleset()::decide,
                one.body(),
                new DecisionContext(
                        UUID.randomUUID(), Instant.now(), new Client(null, null), RunningVersion.current()));
    }
}
