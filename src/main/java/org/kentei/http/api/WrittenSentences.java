package org.kentei.http.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.BoundedCache;
import org.kentei.page.ShortfallSentence;
import org.kentei.verdict.Shortfall;

/**
 * Writes the sentences of shortfalls as they are in an answer. Most shortfalls of a candidate come from criteria for which
 * nothing is claimed, and are the same for every candidate. So what was written is kept.
 */
final class WrittenSentences {

    /** The worked cases have 340 sentences. When this many are kept, it starts anew. */
    private static final int MOST_KEPT = 2000;

    private final ShortfallSentence sentences;
    private final BoundedCache<Said, Kept> kept = new BoundedCache<>(MOST_KEPT);

    /** What a sentence says of a shortfall, apart from its project. */
    private record Said(
            String condition,
            String property,
            Object required,
            @Nullable Object actual,
            @Nullable Long missing,
            @Nullable String unit) {}

    /**
     * A sentence.
     *
     * @param ofNoProject without a project and without a capital letter
     * @param written the same in an answer
     */
    private record Kept(String ofNoProject, byte[] written) {}

    WrittenSentences(ShortfallSentence sentences) {
        this.sentences = sentences;
    }

    /** The property {@code sentence} of a shortfall as JSON in UTF-8, with the comma before it. */
    byte[] of(Shortfall shortfall) {
        Said said = new Said(
                shortfall.condition(),
                shortfall.property(),
                shortfall.required(),
                shortfall.actual(),
                shortfall.missing(),
                shortfall.unit());
        Kept known = kept.get(said);
        if (known == null) {
            String sentence = sentences.ofNoProject(shortfall);
            known = kept.put(said, new Kept(sentence, written(sentences.of(null, sentence))));
        }
        return shortfall.projectId() == null
                ? known.written()
                : written(sentences.of(shortfall.projectId(), known.ofNoProject()));
    }

    private static byte[] written(String sentence) {
        StringBuilder property = new StringBuilder(",\"sentence\":\"");
        JsonStringEncoder.getInstance().quoteAsString(sentence, property);
        return property.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }
}
