package org.kentei.http.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;

/**
 * A result as it is answered: in full with sentences, or in its short form.
 *
 * @param language the code of the language of the sentences; null for the short form, which has none
 * @param json the body of the answer
 */
record ResultText(@Nullable String language, String json) {

    /** A stored result with its sentences in the language that the reader prefers. */
    static ResultText full(String stored, HttpHeaders headers, Optional<LoadedRuleset> active) {
        Language language = Language.of(null, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return new ResultText(language.code(), ResultWithSentences.of(stored, sentences(active, language)));
    }

    /** The result of a decision with its sentences in the language that the reader prefers. */
    static ResultText full(Decision made, HttpHeaders headers, Optional<LoadedRuleset> active) {
        Language language = Language.of(null, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return new ResultText(
                language.code(), ResultWithSentences.of(made.result(), made.shortfalls(), sentences(active, language)));
    }

    private static ShortfallSentence sentences(Optional<LoadedRuleset> active, Language language) {
        Labels labels = new Labels(active.map(now -> now.ruleset().vocabulary()).orElse(null), language);
        return new ShortfallSentence(labels, language);
    }

    /** The short form of the result of a decision. */
    static ResultText compact(Decision made) {
        return new ResultText(null, made.compactResult());
    }

    /** The short form of a stored result. */
    static ResultText compact(String stored) {
        return new ResultText(null, CompactResult.json(stored));
    }

    /** Adds the body and its language to an answer. */
    Response.ResponseBuilder addTo(Response.ResponseBuilder answer) {
        answer.entity(json.getBytes(StandardCharsets.UTF_8));
        return language == null ? answer : answer.header(HttpHeaders.CONTENT_LANGUAGE, language);
    }
}
