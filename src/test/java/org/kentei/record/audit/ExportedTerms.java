package org.kentei.record.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import org.kentei.record.search.IndexTerm;

/** What an assessment should be found by, read from its exported result. The rules that fired are not in it. */
public final class ExportedTerms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportedTerms() {}

    public static Set<IndexTerm> of(String result) {
        try {
            var noFirings = JsonNodeFactory.instance.objectNode();
            noFirings.putArray("firings");
            return IndexTermCheck.terms(JSON.readTree(result), noFirings);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException(noJson);
        }
    }
}
