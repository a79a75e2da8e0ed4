package org.kentei.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.vocabulary.Vocabulary;

/** The worked cases as every benchmark uses them: decided one after the other, and verified before they are measured. */
final class Cases {

    /** How many there are; a benchmark reports the mean over them. */
    static final int COUNT = 1060;

    private final List<JsonNode> expected = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    Cases(Vocabulary vocabulary) {
        // as the service logs; before it has started its log takes everything, which costs more than deciding does
        Logger.getLogger("").setLevel(Level.INFO);
        CandidateReader reader = new CandidateReader(vocabulary, Clock.systemUTC());
        for (WorkedCase one : WorkedCase.all()) {
            expected.add(one.expected());
            candidates.add(reader.read(one.body()));
        }
        if (candidates.size() != COUNT) {
            throw new IllegalStateException("There are " + candidates.size() + " cases, not " + COUNT);
        }
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /**
     * Throws unless all expected letters come out.
     *
     * @param letters gives for some sheets the six letters of a candidate: {@code M}, {@code N} or {@code -}
     */
    void verify(Function<Candidate, Map<String, String>> letters) {
        for (int place = 0; place < COUNT; place++) {
            Candidate candidate = candidates.get(place);
            JsonNode sheets = expected.get(place).get("sheets");
            letters.apply(candidate).forEach((sheet, found) -> {
                String right = sheets.get(sheet).textValue();
                if (!found.equals(right)) {
                    throw new IllegalStateException(
                            candidate.candidateId() + " " + sheet + " is " + found + " and should be " + right);
                }
            });
        }
    }

    /**
     * Throws unless the certified level comes out of every case.
     *
     * @param level gives the level of a candidate; 0 where none is certified
     */
    void verifyLevel(ToIntFunction<Candidate> level) {
        for (int place = 0; place < COUNT; place++) {
            int right = expected.get(place).get("certifiedLevel").asInt();
            int found = level.applyAsInt(candidates.get(place));
            if (found != right) {
                throw new IllegalStateException(
                        candidates.get(place).candidateId() + " is certified at " + found + " and not at " + right);
            }
        }
    }
}
