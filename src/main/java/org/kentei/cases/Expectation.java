package org.kentei.cases;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.LevelText;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;

/**
 * The expected verdict of a case, or the actual one.
 *
 * @param level the level certified in the sheet's field; null for no level
 * @param inForce whether the sheet is in force on the as-of date
 * @param notMet the sheet's criteria that are not met; all its other criteria are met
 * @param examination the examination that shows a minimum capability; null if there is none
 */
public record Expectation(
        @Nullable Integer level,
        boolean inForce,
        Set<Criterion> notMet,
        @Nullable String examination) {

    public Expectation {
        notMet = Set.copyOf(notMet);
    }

    static Expectation of(Verdict verdict, Sheet sheet) {
        FieldVerdict field = verdict.fields().stream()
                .filter(one -> one.specialtyField().equals(sheet.specialtyField()))
                .findFirst()
                .orElseThrow();
        SheetVerdict own = field.sheets().stream()
                .filter(one -> one.sheet().equals(sheet.sheet()))
                .findFirst()
                .orElseThrow();
        return new Expectation(
                field.certifiedLevel(),
                own.notInForce() == null,
                own.criteria().stream()
                        .filter(one -> one.status() == Status.NOT_MET)
                        .map(CriterionVerdict::criterion)
                        .collect(Collectors.toSet()),
                verdict.examination() == null ? null : verdict.examination().code());
    }

    /** The expectation as text. */
    String words() {
        String criteria = !inForce
                ? "the sheet not in force"
                : notMet.isEmpty()
                        ? "every criterion met"
                        : new TreeSet<>(notMet).stream().map(Enum::name).collect(Collectors.joining(" and "))
                                + " not met";
        return LevelText.phrase(level) + ", " + criteria + (examination == null ? "" : ", examination " + examination);
    }
}
