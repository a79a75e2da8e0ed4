package org.kentei.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import org.kentei.http.problem.ProblemException;

/** Reads small JSON bodies strictly. Candidates have a reader of their own. */
public final class JsonBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * Reads a body.
     *
     * @throws ProblemException if it is not JSON of that type
     */
    public static <T> T read(InputStream body, Class<T> type) {
        try {
            T read = JSON.readValue(BodyLimit.read(body), type);
            if (read != null) {
                return read;
            }
        } catch (MismatchedInputException otherwise) {
            String place = otherwise.getPath().isEmpty()
                    ? ""
                    : " Look at `" + otherwise.getPath().get(0).getFieldName() + "`.";
            throw QueryParameters.refused("The body is not as the description of the API says." + place);
        } catch (JsonProcessingException noJson) {
            throw QueryParameters.refused("The body is not JSON.");
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes cannot be read", impossible);
        }
        throw QueryParameters.refused("The body is `null`.");
    }
}
