package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;

/**
 * The firings that a page shows, by number.
 *
 * @param last the last one shown; 0 if none is
 * @param previous the first one of the previous page; null if there is none
 * @param next the first one of the next page; null if there is none
 */
public record FiringViews(
        List<FiringView> shown,
        int first,
        int last,
        int inAll,
        @Nullable Integer previous,
        @Nullable Integer next) {

    /**
     * A firing with its rule's text at the verdict's revision.
     *
     * @param conclusion its conclusion in the reader's language
     */
    public record FiringView(Firing firing, String conclusion, List<FactView> facts, String text) {}

    /** A fact that a rule matched. */
    public record FactView(String kind, String name, List<ValueView> values) {}

    /** A value that a condition read. */
    public record ValueView(String property, String value) {}

    static FiringViews of(
            AssessmentDocuments documents, RuleSources texts, EntryNames names, Labels labels, Language language) {
        ConclusionSentence sentences = new ConclusionSentence(names, labels, language);
        int first = documents.from();
        int last = first + documents.firings().size() - 1;
        return new FiringViews(
                documents.firings().stream()
                        .map(firing -> new FiringView(
                                firing,
                                sentences.of(firing),
                                firing.facts().stream()
                                        .map(fact -> fact(fact, names, labels, language))
                                        .toList(),
                                texts.of(firing.rule())))
                        .toList(),
                first,
                last,
                documents.firingsInAll(),
                first > 1 ? Integer.valueOf(Math.max(1, first - AssessmentDocuments.FIRINGS_AT_ONCE)) : null,
                last < documents.firingsInAll() ? Integer.valueOf(last + 1) : null);
    }

    private static FactView fact(FiringFact fact, EntryNames names, Labels labels, Language language) {
        List<ValueView> values = new ArrayList<>();
        fact.values()
                .forEach((property, value) -> values.add(new ValueView(
                        labels.property(property),
                        value == null ? language.word("notStated", "not stated") : labels.value(property, value))));
        return new FactView(labels.entry(fact.entry().word()), names.of(fact.entry(), fact.id()), values);
    }
}
