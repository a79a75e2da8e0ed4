package org.kentei.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Fault;

/**
 * What became of one line of candidates, itself a line of NDJSON. It has the properties of a line of the service's streams.
 *
 * @param line the line of the input, counted from 1
 * @param candidateId null where the line does not tell it
 * @param status {@value #DECIDED} or {@value #REFUSED}
 * @param result the result as JSON; null if the candidate was refused
 * @param problem why it was refused; null if it was not
 */
@JsonPropertyOrder({"line", "candidateId", "status", "result", "problem"})
record AssessedLine(
        long line,
        @Nullable String candidateId,
        int status,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String result,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LineProblem problem) {

    static final int DECIDED = 200;
    static final int REFUSED = 400;

    /** Why a line was refused, with the properties of the service's problems. */
    @JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
    record LineProblem(String type, String title, int status, String detail, List<Fault> errors) {

        static LineProblem of(List<Fault> faults) {
            return new LineProblem(
                    "urn:kentei:problem:invalid-candidate",
                    "The line is not a candidate",
                    REFUSED,
                    faults.size() == 1 ? "The line has a fault." : "The line has " + faults.size() + " faults.",
                    faults);
        }
    }

    /** The last line, without which the file is not complete. */
    @JsonPropertyOrder({"end", "lines", "decided", "refused"})
    record Counts(boolean end, long lines, long decided, long refused) {

        Counts plus(boolean isDecided) {
            return new Counts(true, lines + 1, decided + (isDecided ? 1 : 0), refused + (isDecided ? 0 : 1));
        }
    }
}
