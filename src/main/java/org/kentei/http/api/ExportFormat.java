package org.kentei.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.kentei.record.search.AssessmentSearch.FoundAssessment;

/** The format of an export: its start, each assessment, and the mark that it is complete. */
enum ExportFormat {
    /** A JSON object a line: the summary with the stored result. */
    NDJSON(ExportFormat.NDJSON_TYPE, true) {
        @Override
        String head(ExportColumns columns) {
            return "";
        }

        @Override
        String line(FoundAssessment found, @Nullable Long count, ExportColumns columns, ObjectMapper json)
                throws JsonProcessingException {
            String summary = json.writeValueAsString(found.summary());
            // in JSON a line break can only be between values, where a blank means the same
            String result = found.result() == null
                    ? "null"
                    : found.result().replace('\n', ' ').replace('\r', ' ');
            return summary.substring(0, summary.length() - 1) + ",\"result\":" + result + "}\n";
        }

        @Override
        String end(long count) {
            return "{\"end\":true,\"count\":" + count + "}\n";
        }
    },

    /** A line of cells: the summary alone. */
    CSV(ExportFormat.CSV_TYPE, false) {
        @Override
        String head(ExportColumns columns) {
            return columns.head();
        }

        @Override
        String line(FoundAssessment found, @Nullable Long count, ExportColumns columns, ObjectMapper json) {
            return columns.line(found.summary(), count);
        }

        /** Nothing, since a spreadsheet would take a line for an assessment. The last cell of the last line has the count. */
        @Override
        String end(long count) {
            return "";
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

    abstract String head(ExportColumns columns);

    /**
     * The text of an assessment.
     *
     * @param count the number of all assessments, if this is the last one
     */
    abstract String line(FoundAssessment found, @Nullable Long count, ExportColumns columns, ObjectMapper json)
            throws JsonProcessingException;

    /** The end of an export with that many assessments. It shows a reader that the export is complete. */
    abstract String end(long count);
}
