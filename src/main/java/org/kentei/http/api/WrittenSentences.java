package org.kentei.http.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kentei.page.ShortfallSentence;
import org.kentei.verdict.Shortfall;

/**
 * Writes the sentences of shortfalls as they are in an answer. Most shortfalls of a candidate come from criteria for which
 * nothing is claimed, and are the same for every candidate. So the sentences that name no project are kept.
 */
final class WrittenSentences {

    /** The rules of the standard have 260 shortfalls without a project in the worked cases. When it is full, it starts anew. */
    private static final int MOST_KEPT = 1000;

    private final ShortfallSentence sentences;
    private final Map<Shortfall, byte[]> kept = new ConcurrentHashMap<>();

    WrittenSentences(ShortfallSentence sentences) {
        this.sentences = sentences;
    }

    /** The property {@code sentence} of a shortfall as JSON in UTF-8, with the comma before it. */
    byte[] of(Shortfall shortfall) {
        if (shortfall.projectId() != null) {
            return written(shortfall);
        }
        byte[] known = kept.get(shortfall);
        if (known == null) {
            known = written(shortfall);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(shortfall, known);
        }
        return known;
    }

    private byte[] written(Shortfall shortfall) {
        StringBuilder property = new StringBuilder(",\"sentence\":\"");
        JsonStringEncoder.getInstance().quoteAsString(sentences.of(shortfall), property);
        return property.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }
}
