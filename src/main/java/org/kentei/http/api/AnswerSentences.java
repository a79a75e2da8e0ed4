package org.kentei.http.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.vocabulary.Vocabulary;

/** The sentences of answers in each language, with the names of codes from the active ruleset. */
@ApplicationScoped
public class AnswerSentences {

    private final ActiveRuleset rulesets;
    private volatile ByLanguage current = ByLanguage.of(null);

    public AnswerSentences(ActiveRuleset rulesets) {
        this.rulesets = rulesets;
    }

    WrittenSentences in(Language language) {
        Vocabulary vocabulary =
                rulesets.find().map(active -> active.ruleset().vocabulary()).orElse(null);
        ByLanguage now = current;
        if (!Objects.equals(now.vocabulary(), vocabulary)) {
            now = ByLanguage.of(vocabulary);
            current = now;
        }
        return Objects.requireNonNull(now.sentences().get(language));
    }

    private record ByLanguage(@Nullable Vocabulary vocabulary, Map<Language, WrittenSentences> sentences) {

        static ByLanguage of(@Nullable Vocabulary vocabulary) {
            Map<Language, WrittenSentences> sentences = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                sentences.put(
                        language,
                        new WrittenSentences(new ShortfallSentence(new Labels(vocabulary, language), language)));
            }
            return new ByLanguage(vocabulary, sentences);
        }
    }
}
