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
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.SheetVerdict.NotInForce;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;

/**
 * A verdict as its page shows it.
 *
 * @param nearest the field that lacks least; null if a level is certified
 */
public record VerdictView(
        AssessmentResult result,
        Label examination,
        Matrix matrix,
        @Nullable Nearest nearest,
        ClaimsView claims,
        List<FieldView> fields,
        FiringViews firings) {

    private static final int EVIDENCE_AT_ONCE = 30;

    /** The specialty field in which a candidate without a level lacks least. */
    public record Nearest(Label field, String sheet, int level, int unmet) {}

    /**
     * A specialty field.
     *
     * @param inForce whether a sheet of it is in force on the as-of date
     * @param leading whether it certifies the candidate's level, or is the nearest to one; its shortfalls are shown open
     */
    public record FieldView(
            Label label,
            @Nullable Integer certifiedLevel,
            boolean inForce,
            boolean leading,
            List<SheetView> sheets,
            @Nullable NextLevel next,
            List<CriterionShortfalls> shortfalls) {}

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
     * @param reasons why it is not met; empty if it is
     * @param moreEvidence the number of entries of evidence that are not shown
     */
    public record CriterionView(
            Label criterion,
            Status status,
            List<String> reasons,
            List<EvidenceView> evidence,
            int moreEvidence,
            List<FiredRule> rules) {}

    /** An entry of the candidate. */
    public record EvidenceView(String kind, String name) {}

    /** The view of a verdict. */
    public static VerdictView of(AssessmentDocuments documents, RuleSources texts, Labels labels, Language language) {
        AssessmentResult result = documents.result();
        EntryNames names = new EntryNames(labels, documents.claims());
        NearestField nearest = result.certifiedLevel() == null ? NearestField.of(result.fields()) : null;
        UnmetReason reasons = new UnmetReason(documents, texts, labels, language);
        List<FieldView> fields = new ArrayList<>();
        for (FieldVerdict field : result.fields()) {
            boolean leading = nearest == null
                    ? field.certifiedLevel() != null && field.certifiedLevel().equals(result.certifiedLevel())
                    : field.specialtyField().equals(nearest.specialtyField());
            fields.add(field(field, leading, reasons, names, labels, language));
        }
        return new VerdictView(
                result,
                result.examination() == null
                        ? new Label("", "", "")
                        : labels.of(CodeList.EXAMINATIONS, result.examination().code()),
                Matrix.of(result, labels),
                nearest == null
                        ? null
                        : new Nearest(
                                labels.field(nearest.specialtyField()),
                                nearest.next().sheet(),
                                nearest.next().level(),
                                nearest.unmet()),
                ClaimsView.of(documents, texts, labels, language),
                fields,
                FiringViews.of(documents, texts, names, labels, language));
    }

    private static FieldView field(
            FieldVerdict field,
            boolean leading,
            UnmetReason reasons,
            EntryNames names,
            Labels labels,
            Language language) {
        NextLevel next = field.nextLevel();
        return new FieldView(
                labels.field(field.specialtyField()),
                field.certifiedLevel(),
                field.sheets().stream().anyMatch(sheet -> sheet.notInForce() == null),
                leading,
                field.sheets().stream()
                        .map(sheet -> sheet(sheet, field, leading, reasons, names, labels))
                        .toList(),
                next,
                next == null ? List.of() : CriterionShortfalls.of(next.shortfalls(), labels, language));
    }

    private static SheetView sheet(
            SheetVerdict sheet,
            FieldVerdict field,
            boolean leading,
            UnmetReason reasons,
            EntryNames names,
            Labels labels) {
        SheetState standing = SheetState.of(sheet, field);
        boolean open = standing == SheetState.CERTIFIED
                || standing == SheetState.NEXT && (leading || field.certifiedLevel() != null);
        List<CriterionView> criteria = new ArrayList<>();
        if (sheet.notInForce() == null) {
            for (CriterionVerdict one : sheet.criteria()) {
                List<String> why =
                        one.status() == Status.NOT_MET ? reasons.of(field, sheet, one.criterion()) : List.of();
                criteria.add(criterion(one, why, names, labels));
            }
        }
        return new SheetView(sheet.sheet(), sheet.level(), standing, open, sheet.notInForce(), criteria);
    }

    private static CriterionView criterion(
            CriterionVerdict criterion, List<String> reasons, EntryNames names, Labels labels) {
        List<EvidenceView> evidence = new ArrayList<>();
        int most = Math.min(criterion.evidence().size(), EVIDENCE_AT_ONCE);
        for (Evidence one : criterion.evidence().subList(0, most)) {
            evidence.add(new EvidenceView(labels.entry(one.entry().word()), names.of(one.entry(), one.id())));
        }
        return new CriterionView(
                labels.criterion(criterion.criterion()),
                criterion.status(),
                reasons,
                evidence,
                criterion.evidence().size() - most,
                criterion.rules());
    }
}
