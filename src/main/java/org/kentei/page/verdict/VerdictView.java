package org.kentei.page.verdict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.verdict.Matrix.Standing;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.Evidence;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.FiredRule;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;

/** A verdict as its page shows it. */
public record VerdictView(
        AssessmentResult result,
        Label examination,
        Matrix matrix,
        List<Field> fields,
        List<Fired> firings,
        Stretch stretch) {

    private static final int EVIDENCE_AT_ONCE = 30;

    /**
     * Which of the firings are shown, each by its number.
     *
     * @param last the last one shown; 0 if none is
     * @param previous the first one of the stretch before; null if there is none
     * @param next the first one of the stretch that follows; null if there is none
     */
    public record Stretch(
            int first,
            int last,
            int inAll,
            @Nullable Integer previous,
            @Nullable Integer next) {

        static Stretch of(Documents documents) {
            int first = documents.from();
            int last = first + documents.firings().size() - 1;
            return new Stretch(
                    first,
                    last,
                    documents.firingsInAll(),
                    first > 1 ? Math.max(1, first - Documents.FIRINGS_AT_ONCE) : null,
                    last < documents.firingsInAll() ? last + 1 : null);
        }
    }

    /**
     * A specialty field.
     *
     * @param leading whether it certifies the candidate's level, or none does; its shortfalls are shown open
     */
    public record Field(
            Label label,
            @Nullable Integer certifiedLevel,
            boolean leading,
            List<Sheet> sheets,
            @Nullable NextLevel next,
            List<Gaps> gaps) {}

    /**
     * A sheet.
     *
     * @param open whether it is shown open: the certified one and the next
     */
    public record Sheet(String sheet, int level, Standing standing, boolean open, List<Standings> criteria) {}

    /**
     * How a criterion stands.
     *
     * @param moreEvidence how many entries of evidence there are besides those shown
     */
    public record Standings(
            Label criterion, Status status, List<Shown> evidence, int moreEvidence, List<FiredRule> rules) {}

    /** An entry of the candidate. */
    public record Shown(String kind, String id) {}

    /** A firing with its rule's text at the verdict's revision. */
    public record Fired(Firing firing, List<Fact> facts, String text) {}

    /** A fact that a rule looked at. */
    public record Fact(String kind, String id, List<Value> values) {}

    /** A value that a condition looked at. */
    public record Value(String property, String value) {}

    /** Lays a verdict out. */
    public static VerdictView of(Documents documents, RuleTexts texts, Labels labels, Language language) {
        AssessmentResult result = documents.result();
        return new VerdictView(
                result,
                result.examination() == null
                        ? new Label("", "", "")
                        : labels.of(CodeList.EXAMINATIONS, result.examination().code()),
                Matrix.of(result, labels),
                result.fields().stream()
                        .map(field -> field(field, result, labels, language))
                        .toList(),
                documents.firings().stream()
                        .map(firing -> new Fired(
                                firing,
                                firing.facts().stream()
                                        .map(fact -> fact(fact, labels, language))
                                        .toList(),
                                texts.of(firing.rule())))
                        .toList(),
                Stretch.of(documents));
    }

    private static Field field(FieldVerdict field, AssessmentResult result, Labels labels, Language language) {
        NextLevel next = field.nextLevel();
        return new Field(
                labels.field(field.specialtyField()),
                field.certifiedLevel(),
                field.certifiedLevel() != null && field.certifiedLevel().equals(result.certifiedLevel()),
                field.sheets().stream()
                        .map(sheet -> sheet(sheet, field, labels))
                        .toList(),
                next,
                next == null ? List.of() : Gaps.of(next.shortfalls(), labels, language));
    }

    private static Sheet sheet(SheetVerdict sheet, FieldVerdict field, Labels labels) {
        Standing standing = Standing.of(sheet, field);
        boolean open = standing == Standing.CERTIFIED || standing == Standing.NEXT && field.certifiedLevel() != null;
        return new Sheet(
                sheet.sheet(),
                sheet.level(),
                standing,
                open,
                sheet.criteria().stream()
                        .map(criterion -> criterion(criterion, labels))
                        .toList());
    }

    private static Standings criterion(CriterionVerdict criterion, Labels labels) {
        List<Shown> evidence = new ArrayList<>();
        int most = Math.min(criterion.evidence().size(), EVIDENCE_AT_ONCE);
        for (Evidence one : criterion.evidence().subList(0, most)) {
            evidence.add(new Shown(labels.entry(one.entry().word()), one.id()));
        }
        return new Standings(
                labels.criterion(criterion.criterion()),
                criterion.status(),
                evidence,
                criterion.evidence().size() - most,
                criterion.rules());
    }

    private static Fact fact(FiringFact fact, Labels labels, Language language) {
        List<Value> values = new ArrayList<>();
        fact.values()
                .forEach((property, value) -> values.add(new Value(
                        labels.property(property),
                        value == null ? language.word("notStated", "not stated") : labels.value(property, value))));
        return new Fact(labels.entry(fact.entry().word()), fact.id(), values);
    }
}
