package org.kentei.page.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kentei.assessment.AssessmentResult;
import org.kentei.fact.EntryType;
import org.kentei.verdict.Firing;

/**
 * The documents of an assessment, read for showing them.
 *
 * @param conclusions the conclusions of all firings, in the wording of firing records
 * @param firings a part of the firings, at most {@value #FIRINGS_AT_ONCE}
 * @param from the number of the first firing of the part, counted from 1
 * @param firingsInAll how many firings there are
 */
public record AssessmentDocuments(
        AssessmentResult result,
        StatedClaims claims,
        Set<String> conclusions,
        List<Firing> firings,
        int from,
        int firingsInAll) {

    /** How many firings a page shows. */
    public static final int FIRINGS_AT_ONCE = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads them as they are stored. Of the firing record, which may be long, only the part is in memory.
     *
     * @param from the number of the first firing wanted, counted from 1
     */
    public static AssessmentDocuments read(String result, InputStream firingRecord, int from) {
        List<Firing> firings = new ArrayList<>();
        Set<String> conclusions = new HashSet<>();
        StatedClaims claims = StatedClaims.NONE;
        int number = 0;
        try (JsonParser record = JSON.createParser(firingRecord)) {
            record.nextToken();
            while (record.nextToken() == JsonToken.FIELD_NAME) {
                String property = record.currentName();
                record.nextToken();
                if (property.equals("candidate")) {
                    claims = StatedClaims.of(record.readValueAsTree());
                }
                while (property.equals("firings") && record.nextToken() == JsonToken.START_OBJECT) {
                    number++;
                    Firing firing = record.readValueAs(Firing.class);
                    conclusions.add(firing.conclusion());
                    if (number >= from && number < from + FIRINGS_AT_ONCE) {
                        firings.add(firing);
                    }
                }
                record.skipChildren();
            }
            return new AssessmentDocuments(AssessmentResult.read(result), claims, conclusions, firings, from, number);
        } catch (IOException otherwise) {
            throw new UncheckedIOException("A stored document does not have its written form", otherwise);
        }
    }

    /**
     * Whether a rule concluded something.
     *
     * @param predicate what it concluded of the entry, in the wording of firing records
     */
    boolean concluded(EntryType entry, String id, String predicate) {
        return conclusions.contains(entry.word() + " " + id + " " + predicate);
    }
}
