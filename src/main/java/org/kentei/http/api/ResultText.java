package org.kentei.http.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.CompactResult;
import org.kentei.assessment.Decision;
import org.kentei.log.DocumentType;
import org.kentei.page.Language;
import org.kentei.record.idempotency.FirstAnswer;

/**
 * A result as it is answered: in full with sentences, or in its short form.
 *
 * @param language the code of the language of the sentences; null for the short form, which has none
 * @param json the body of the answer, in UTF-8
 */
record ResultText(@Nullable String language, byte[] json) {

    /** A stored result with its sentences in the language that the reader prefers. */
    static ResultText full(String stored, HttpHeaders headers, AnswerSentences sentences) {
        Language language = preferred(headers);
        return new ResultText(language.code(), ResultWithSentences.of(bytes(stored), sentences.in(language)));
    }

    /** The result of a decision with its sentences in the language that the reader prefers. */
    static ResultText full(Decision made, HttpHeaders headers, AnswerSentences sentences) {
        Language language = preferred(headers);
        return new ResultText(
                language.code(),
                ResultWithSentences.of(
                        made.documents().bytes(DocumentType.RESULT), made.shortfalls(), sentences.in(language)));
    }

    private static Language preferred(HttpHeaders headers) {
        return Language.of(null, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The short form of the result of a decision. */
    static ResultText compact(Decision made) {
        return new ResultText(null, bytes(made.compactResult()));
    }

    /** The short form of a stored result. */
    static ResultText compact(String stored) {
        return new ResultText(null, bytes(CompactResult.json(stored)));
    }

    /** The first answer to a request, to be sent again. */
    static ResultText of(FirstAnswer first) {
        return new ResultText(first.language(), bytes(first.body()));
    }

    /** This text as the first answer to a request that made an assessment. */
    FirstAnswer firstAnswer(UUID assessmentId) {
        return new FirstAnswer(assessmentId, language, new String(json, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Adds the body and its language to an answer. */
    Response.ResponseBuilder addTo(Response.ResponseBuilder answer) {
        answer.entity(json);
        return language == null ? answer : answer.header(HttpHeaders.CONTENT_LANGUAGE, language);
    }
}
