package org.kentei.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.kentei.record.AssessmentSearch.Found;
import org.kentei.record.AssessmentSummary;

/** How an export is written: its beginning, and what stands for each assessment. */
enum ExportFormat {
    /** A JSON object a line: the summary with the result as it was given. */
    NDJSON(ExportFormat.NDJSON_TYPE, true) {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(Found found, ObjectMapper json) throws JsonProcessingException {
            String summary = json.writeValueAsString(found.summary());
            // in JSON a line break stands only between values, where a blank says the same
            String result = found.result() == null
                    ? "null"
                    : found.result().replace('\n', ' ').replace('\r', ' ');
            return summary.substring(0, summary.length() - 1) + ",\"result\":" + result + "}\n";
        }
    },

    /** A line of cells: the summary alone. */
    CSV(ExportFormat.CSV_TYPE, false) {
        @Override
        String head() {
            return Csv.line(
                    "assessmentId",
                    "candidateId",
                    "asOf",
                    "assessedAt",
                    "ruleset.revision",
                    "certifiedLevel",
                    "client",
                    "erasedAt");
        }

        @Override
        String line(Found found, ObjectMapper json) {
            AssessmentSummary summary = found.summary();
            return Csv.line(
                    summary.assessmentId(),
                    summary.candidateId(),
                    summary.asOf(),
                    summary.assessedAt(),
                    summary.ruleset().revision(),
                    summary.certifiedLevel(),
                    summary.client(),
                    summary.erasedAt());
        }
    };

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";

    private final String mediaType;
    private final boolean withResults;

    ExportFormat(String mediaType, boolean withResults) {
        this.mediaType = mediaType;
        this.withResults = withResults;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether it shows the results. */
    boolean withResults() {
        return withResults;
    }

    abstract String head();

    abstract String line(Found found, ObjectMapper json) throws JsonProcessingException;
}
