package org.kentei.page.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.AssessmentResult;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;

/**
 * What changed between two verdicts of a candidate.
 *
 * @param summary the key of the words that say whether facts, rules or both changed
 * @param facts where the candidate's facts differ, at most {@value FactChange#MOST} places
 * @param moreFacts whether they differ at more places
 * @param files the files that differ between the two revisions; empty where the revision is the same
 */
public record VerdictComparison(
        AssessmentResult left,
        AssessmentResult right,
        String summary,
        List<FactChange> facts,
        boolean moreFacts,
        SortedSet<String> files,
        List<CertifiedLevelChange> levels,
        List<StatusChange> criteria) {

    /** One of the two verdicts with the candidate as given. */
    public record Side(AssessmentResult result, JsonNode candidate) {}

    /** A field whose certified level changed. */
    public record CertifiedLevelChange(
            Label field, @Nullable Integer left, @Nullable Integer right) {}

    /** A criterion of a sheet whose status changed. */
    public record StatusChange(String sheet, Label criterion, Status left, Status right) {}

    /**
     * Compares two verdicts.
     *
     * @param rulesets finds the files of a revision
     */
    public static VerdictComparison of(
            Side left, Side right, Function<String, Optional<RulesetFiles>> rulesets, Labels labels) {
        List<FactChange> facts = FactChange.between(left.candidate(), right.candidate());
        String leftRevision = left.result().ruleset().revision();
        String rightRevision = right.result().ruleset().revision();
        boolean rulesChanged = !leftRevision.equals(rightRevision);
        boolean factsChanged =
                !facts.isEmpty() || !left.result().asOf().equals(right.result().asOf());
        String summary = factsChanged
                ? rulesChanged ? "changed.both" : "changed.facts"
                : rulesChanged ? "changed.rules" : "changed.nothing";
        return new VerdictComparison(
                left.result(),
                right.result(),
                summary,
                facts.subList(0, Math.min(facts.size(), FactChange.MOST)),
                facts.size() > FactChange.MOST,
                rulesChanged ? files(rulesets.apply(leftRevision), rulesets.apply(rightRevision)) : new TreeSet<>(),
                levels(left.result(), right.result(), labels),
                criteria(left.result(), right.result(), labels));
    }

    private static SortedSet<String> files(Optional<RulesetFiles> left, Optional<RulesetFiles> right) {
        SortedSet<String> files = new TreeSet<>();
        if (left.isPresent() && right.isPresent()) {
            files.addAll(left.get().byName().keySet());
            files.addAll(right.get().byName().keySet());
            files.removeIf(file -> java.util.Arrays.equals(
                    left.get().byName().get(file), right.get().byName().get(file)));
        }
        return files;
    }

    private static List<CertifiedLevelChange> levels(AssessmentResult left, AssessmentResult right, Labels labels) {
        var rightLevels = right.fields().stream()
                .filter(field -> field.certifiedLevel() != null)
                .collect(Collectors.toMap(FieldVerdict::specialtyField, FieldVerdict::certifiedLevel));
        List<CertifiedLevelChange> levels = new ArrayList<>();
        for (FieldVerdict field : left.fields()) {
            Integer now = rightLevels.get(field.specialtyField());
            if (!Objects.equals(field.certifiedLevel(), now)) {
                levels.add(new CertifiedLevelChange(labels.field(field.specialtyField()), field.certifiedLevel(), now));
            }
        }
        return levels;
    }

    private static List<StatusChange> criteria(AssessmentResult left, AssessmentResult right, Labels labels) {
        var after = right.fields().stream()
                .flatMap(field -> field.sheets().stream())
                .collect(Collectors.toMap(SheetVerdict::sheet, Function.identity()));
        List<StatusChange> changes = new ArrayList<>();
        for (FieldVerdict field : left.fields()) {
            for (SheetVerdict sheet : field.sheets()) {
                SheetVerdict other = after.get(sheet.sheet());
                if (other != null) {
                    compare(sheet, other, labels, changes);
                }
            }
        }
        return changes;
    }

    private static void compare(SheetVerdict left, SheetVerdict right, Labels labels, List<StatusChange> changes) {
        for (CriterionVerdict criterion : left.criteria()) {
            for (CriterionVerdict other : right.criteria()) {
                if (criterion.criterion() == other.criterion() && criterion.status() != other.status()) {
                    changes.add(new StatusChange(
                            left.sheet(), labels.criterion(criterion.criterion()), criterion.status(), other.status()));
                }
            }
        }
    }
}
