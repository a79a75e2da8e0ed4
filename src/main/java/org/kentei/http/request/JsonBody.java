package org.kentei.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.kentei.http.problem.ProblemException;

/** Reads small JSON bodies strictly. Candidates have a reader of their own. */
public final class JsonBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
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
        } catch (UnrecognizedPropertyException unknown) {
            throw QueryParameters.refused("There is no property `" + unknown.getPropertyName()
                    + "` here; the properties are " + known(unknown) + ".");
        } catch (MismatchedInputException otherwise) {
            throw QueryParameters.refused(
                    otherwise.getPath().isEmpty()
                            ? "The body has to be one JSON object, with nothing after it."
                            : "`" + otherwise.getPath().get(0).getFieldName()
                                    + "` has another type than in the description of the API.");
        } catch (JsonProcessingException noJson) {
            throw QueryParameters.refused("The body is not JSON, or has a property twice.");
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes cannot be read", impossible);
        }
        throw QueryParameters.refused("The body is `null`.");
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
