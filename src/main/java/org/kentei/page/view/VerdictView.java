package org.kentei.page.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.view.Matrix.SheetState;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.Evidence;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.FiredRule;
import org.kentei.verdict.Firing;
import org.kentei.verdict.Firing.FiringFact;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.SheetVerdict.NotInForce;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;

/** A verdict as its page shows it. */
public record VerdictView(
        AssessmentResult result,
        Label examination,
        Matrix matrix,
        List<FieldView> fields,
        List<FiringView> firings,
        FiringPage firingPage) {

    private static final int EVIDENCE_AT_ONCE = 30;

    /**
     * The firings that a page shows, by number.
     *
     * @param last the last one shown; 0 if none is
     * @param previous the first one of the previous page; null if there is none
     * @param next the first one of the next page; null if there is none
     */
    public record FiringPage(
            int first,
            int last,
            int inAll,
            @Nullable Integer previous,
            @Nullable Integer next) {

        static FiringPage of(AssessmentDocuments documents) {
            int first = documents.from();
            int last = first + documents.firings().size() - 1;
            return new FiringPage(
                    first,
                    last,
                    documents.firingsInAll(),
                    first > 1 ? Math.max(1, first - AssessmentDocuments.FIRINGS_AT_ONCE) : null,
                    last < documents.firingsInAll() ? last + 1 : null);
        }
    }

    /**
     * A specialty field.
     *
     * @param inForce whether a sheet of it is in force on the as-of date
     * @param leading whether it certifies the candidate's level, or none does; its shortfalls are shown open
     */
    public record FieldView(
            Label label,
            @Nullable Integer certifiedLevel,
            boolean inForce,
            boolean leading,
            List<SheetView> sheets,
            @Nullable NextLevel next,
            List<CriterionShortfalls> gaps) {}

    /**
     * A sheet.
     *
     * @param open whether it is shown open: the certified one and the next
     * @param notInForce when it is in force, if it is not on the as-of date; else null
     * @param criteria empty if it is not in force
     */
    public record SheetView(
            String sheet,
            int level,
            SheetState standing,
            boolean open,
            @Nullable NotInForce notInForce,
            List<CriterionView> criteria) {}

    /**
     * The state of a criterion.
     *
     * @param moreEvidence the number of entries of evidence that are not shown
     */
    public record CriterionView(
            Label criterion, Status status, List<EvidenceView> evidence, int moreEvidence, List<FiredRule> rules) {}

    /** An entry of the candidate. */
    public record EvidenceView(String kind, String id) {}

    /** A firing with its rule's text at the verdict's revision. */
    public record FiringView(Firing firing, List<FactView> facts, String text) {}

    /** A fact that a rule matched. */
    public record FactView(String kind, String id, List<ValueView> values) {}

    /** A value that a condition read. */
    public record ValueView(String property, String value) {}

    /** The view of a verdict. */
    public static VerdictView of(AssessmentDocuments documents, RuleSources texts, Labels labels, Language language) {
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
                        .map(firing -> new FiringView(
                                firing,
                                firing.facts().stream()
                                        .map(fact -> fact(fact, labels, language))
                                        .toList(),
                                texts.of(firing.rule())))
                        .toList(),
                FiringPage.of(documents));
    }

    private static FieldView field(FieldVerdict field, AssessmentResult result, Labels labels, Language language) {
        NextLevel next = field.nextLevel();
        return new FieldView(
                labels.field(field.specialtyField()),
                field.certifiedLevel(),
                field.sheets().stream().anyMatch(sheet -> sheet.notInForce() == null),
                field.certifiedLevel() != null && field.certifiedLevel().equals(result.certifiedLevel()),
                field.sheets().stream()
                        .map(sheet -> sheet(sheet, field, labels))
                        .toList(),
                next,
                next == null ? List.of() : CriterionShortfalls.of(next.shortfalls(), labels, language));
    }

    private static SheetView sheet(SheetVerdict sheet, FieldVerdict field, Labels labels) {
        SheetState standing = SheetState.of(sheet, field);
        boolean open =
                standing == SheetState.CERTIFIED || standing == SheetState.NEXT && field.certifiedLevel() != null;
        return new SheetView(
                sheet.sheet(),
                sheet.level(),
                standing,
                open,
                sheet.notInForce(),
                sheet.criteria().stream()
                        .filter(criterion -> sheet.notInForce() == null)
                        .map(criterion -> criterion(criterion, labels))
                        .toList());
    }

    private static CriterionView criterion(CriterionVerdict criterion, Labels labels) {
        List<EvidenceView> evidence = new ArrayList<>();
        int most = Math.min(criterion.evidence().size(), EVIDENCE_AT_ONCE);
        for (Evidence one : criterion.evidence().subList(0, most)) {
            evidence.add(new EvidenceView(labels.entry(one.entry().word()), one.id()));
        }
        return new CriterionView(
                labels.criterion(criterion.criterion()),
                criterion.status(),
                evidence,
                criterion.evidence().size() - most,
                criterion.rules());
    }

    private static FactView fact(FiringFact fact, Labels labels, Language language) {
        List<ValueView> values = new ArrayList<>();
        fact.values()
                .forEach((property, value) -> values.add(new ValueView(
                        labels.property(property),
                        value == null ? language.word("notStated", "not stated") : labels.value(property, value))));
        return new FactView(labels.entry(fact.entry().word()), fact.id(), values);
    }
}
