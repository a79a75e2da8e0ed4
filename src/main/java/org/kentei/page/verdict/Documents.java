package org.kentei.page.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import org.kentei.assessment.AssessmentResult;
import org.kentei.verdict.Firing;

/**
 * The documents of an assessment, read for showing them.
 *
 * @param candidate the candidate as given
 */
public record Documents(AssessmentResult result, JsonNode candidate, List<Firing> firings) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads them as they are kept. */
    public static Documents read(String result, String firingRecord) {
        try {
            JsonNode record = JSON.readTree(firingRecord);
            return new Documents(
                    JSON.readValue(result, AssessmentResult.class),
                    record.path("candidate"),
                    JSON.convertValue(record.path("firings"), new TypeReference<List<Firing>>() {}));
        } catch (JsonProcessingException otherwise) {
            throw new IllegalStateException("A kept document is not of the form it was written in", otherwise);
        }
    }
}
