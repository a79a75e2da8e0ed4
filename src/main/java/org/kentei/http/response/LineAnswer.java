package org.kentei.http.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import org.kentei.http.problem.Problem;

/**
 * What became of one line of a stream or a job: a line of the answer.
 *
 * @param line its number, counted from 1
 * @param candidateId null where the line does not tell it
 * @param status the HTTP status that the candidate would have been answered with alone
 * @param result the result as JSON; null if there is a problem
 */
@JsonPropertyOrder({"line", "candidateId", "status", "result", "problem"})
public record LineAnswer(
        long line,
        @Nullable String candidateId,
        int status,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String result,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Problem problem) {}
