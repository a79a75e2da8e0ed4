package org.kentei.page.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.verdict.Shortfall;
import org.kentei.vocabulary.Criterion;

/**
 * What is missing for one criterion of the next sheet.
 *
 * @param ways one of them is enough
 */
public record CriterionShortfalls(Label criterion, List<List<ShortfallView>> ways) {

    /**
     * A condition that does not hold.
     *
     * @param bar how far it is, for a number; null for anything else
     */
    public record ShortfallView(
            String what,
            String actual,
            String sentence,
            @Nullable Meter bar,
            String clause,
            String rule,
            String condition,
            @Nullable String projectId) {}

    /** A share of what is required. */
    public record Meter(long required, long actual) {}

    static List<CriterionShortfalls> of(List<Shortfall> shortfalls, Labels labels, Language language) {
        ShortfallSentence sentences = new ShortfallSentence(labels, language);
        Map<Criterion, Map<Integer, List<ShortfallView>>> grouped = new LinkedHashMap<>();
        for (Shortfall shortfall : shortfalls) {
            grouped.computeIfAbsent(shortfall.criterion(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(shortfall.alternative(), any -> new ArrayList<>())
                    .add(shortfall(shortfall, sentences, labels, language));
        }
        List<CriterionShortfalls> found = new ArrayList<>();
        grouped.forEach((criterion, ways) ->
                found.add(new CriterionShortfalls(labels.criterion(criterion), List.copyOf(ways.values()))));
        return found;
    }

    private static ShortfallView shortfall(
            Shortfall shortfall, ShortfallSentence sentences, Labels labels, Language language) {
        Object actual = shortfall.actual();
        Meter bar = shortfall.missing() != null && shortfall.required() instanceof Number required
                ? new Meter(required.longValue(), actual instanceof Number number ? number.longValue() : 0)
                : null;
        return new ShortfallView(
                labels.property(shortfall.property()),
                actual == null ? language.word("notStated", "not stated") : labels.value(shortfall.property(), actual),
                sentences.of(shortfall),
                bar,
                shortfall.clause(),
                shortfall.rule(),
                shortfall.condition(),
                shortfall.projectId());
    }
}
