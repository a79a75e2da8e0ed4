package org.kentei.http.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.request.OwnAssessments;
import org.kentei.http.response.Capacity;
import org.kentei.log.DocumentType;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.view.AssessmentDocuments;
import org.kentei.page.view.RuleSources;
import org.kentei.page.view.VerdictView;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.RulesetArchive;

/** Reads stored verdicts for pages. */
@ApplicationScoped
public class VerdictViews {

    private final ActiveRuleset rulesets;
    private final AssessmentReader assessments;
    private final RulesetArchive archive;
    private final Capacity capacity;

    public VerdictViews(
            ActiveRuleset rulesets, AssessmentReader assessments, RulesetArchive archive, Capacity capacity) {
        this.rulesets = rulesets;
        this.assessments = assessments;
        this.archive = archive;
        this.capacity = capacity;
    }

    /**
     * The view of a stored verdict.
     *
     * @param from the number of the first firing that is shown, counted from 1
     */
    VerdictView of(UUID id, Language language, int from) {
        AssessmentDocuments documents;
        try (Capacity.Reserved memory = capacity.memory(Capacity.OF_A_VIEW);
                InputStream firings = assessments.text(id, DocumentType.FIRINGS).orElseThrow(OwnAssessments::unknown)) {
            documents = AssessmentDocuments.read(
                    assessments.result(id).orElseThrow(OwnAssessments::unknown), firings, from);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        RuleSources texts = archive.files(documents.result().ruleset().revision())
                .map(RuleSources::of)
                .orElse(RuleSources.NONE);
        Labels labels = new Labels(rulesets.get().ruleset().vocabulary(), language);
        return VerdictView.of(documents, texts, labels, language);
    }

    /** Whether other rules are active than those that decided, so that links to clauses lead to other rules. */
    boolean byOtherRules(VerdictView view) {
        return !view.result()
                .ruleset()
                .revision()
                .equals(rulesets.get().ruleset().revision());
    }
}
