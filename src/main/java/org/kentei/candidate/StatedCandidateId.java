package org.kentei.candidate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whom a candidate's JSON says that it is of, even if the candidate is refused. */
public final class StatedCandidateId {

    private static final JsonFactory JSON = new JsonFactory();

    private StatedCandidateId() {}

    /** The candidate's id; null if the line is not a candidate, which is reported when it is read. */
    public static @Nullable String of(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean id = json.currentName().equals("candidateId");
                JsonToken value = json.nextToken();
                if (id) {
                    return value == JsonToken.VALUE_STRING ? json.getText() : null;
                }
                json.skipChildren();
            }
            return null;
        } catch (IOException noJson) {
            return null;
        }
    }
}
