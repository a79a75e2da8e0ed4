package org.kentei.page.view;

import java.util.List;
import org.kentei.candidate.Project;
import org.kentei.fact.EntryType;
import org.kentei.fact.WorkedTime;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.page.view.StatedClaims.StatedClaim;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.SheetVerdict;
import org.kentei.vocabulary.Criterion;

/**
 * Says in short why a criterion is not met. For the next sheet of a field these are the shortfalls of the nearest alternative;
 * for the sheets above, whose shortfalls a result does not have, it is what there is.
 */
final class UnmetReason {

    private static final int MOST_SENTENCES = 3;

    private final AssessmentDocuments documents;
    private final RuleSources texts;
    private final ShortfallSentence sentences;
    private final Language language;

    UnmetReason(AssessmentDocuments documents, RuleSources texts, Labels labels, Language language) {
        this.documents = documents;
        this.texts = texts;
        this.sentences = new ShortfallSentence(labels, language);
        this.language = language;
    }

    List<String> of(FieldVerdict field, SheetVerdict sheet, Criterion criterion) {
        NextLevel next = field.nextLevel();
        if (next != null && next.sheet().equals(sheet.sheet())) {
            return next.shortfalls().stream()
                    .filter(one -> one.criterion() == criterion && one.alternative() == 1)
                    .limit(MOST_SENTENCES)
                    .map(sentences::of)
                    .toList();
        }
        if (!texts.restsOnUsualFacts(sheet.sheet(), criterion)) {
            return List.of(language.word("unmet.other", ""));
        }
        return List.of(
                switch (criterion) {
                    case RESPONSIBILITIES -> time(field, sheet.sheet());
                    case SUCCESSION -> count("unmet.SUCCESSION", kinds(field));
                    case COMPLEXITY, SIZE, SPECIALTY, SUBORDINATES -> language.word("unmet." + criterion, "");
                });
    }

    private String time(FieldVerdict field, String sheet) {
        List<Project> counted = documents.claims().projects().stream()
                .filter(project -> project.specialtyField().equals(field.specialtyField()))
                .filter(project ->
                        documents.concluded(EntryType.PROJECT, project.projectId(), "is counted at " + sheet))
                .toList();
        WorkedTime worked = WorkedTime.of(counted, documents.result().asOf());
        RuleSources.RequiredMonths required = texts.months(sheet);
        int months = required.unbroken() ? worked.longestRunMonths() : worked.months();
        String key = counted.isEmpty()
                ? "unmet.noProject"
                : required.months() > months ? "unmet.months" : "unmet.accomplishments";
        return language.word(key, "")
                .replace("{n}", Integer.toString(months))
                .replace("{required}", Integer.toString(required.months()));
    }

    private long kinds(FieldVerdict field) {
        return documents.claims().contributions().stream()
                .filter(one ->
                        documents.concluded(EntryType.CONTRIBUTION, one.id(), "counts for " + field.specialtyField())
                                || documents.concluded(EntryType.CONTRIBUTION, one.id(), "counts")
                                        && one.id().split("/", 3)[1].equals(field.specialtyField()))
                .map(UnmetReason::kind)
                .distinct()
                .count();
    }

    private static String kind(StatedClaim contribution) {
        return contribution.id().split("/", 2)[0];
    }

    private String count(String key, long number) {
        return language.word(number == 1 ? key + ".one" : key + ".many", "").replace("{n}", Long.toString(number));
    }
}
