package org.kentei.page.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;
import org.kentei.fact.EntryType;
import org.kentei.fact.WorkedTime;
import org.kentei.page.Labels;
import org.kentei.page.view.TimeScale.Stretch;
import org.kentei.verdict.CriterionVerdict;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;

/**
 * A project on the line of time, with what it counts for.
 *
 * @param title its title; its id if it has none
 * @param to its last day as stated; null while it continues
 * @param run its days up to the as-of date; null if it begins later
 * @param months the whole months up to the as-of date
 * @param refused the key of the words that say why no sheet considers it; empty if the sheets consider it
 * @param countedFor the sheets for whose time it counts, the highest first
 */
public record ProjectLane(
        String title,
        String projectId,
        String role,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Stretch run,
        int months,
        String refused,
        List<String> countedFor,
        List<SheetMarks> sheets) {

    /** What the project shows of what a sheet requires of a single project. */
    public record SheetMarks(String sheet, int level, List<Shown> marks) {}

    /** Whether the project shows something. */
    public enum Shown {
        YES,
        NO,
        NOT_REQUIRED
    }

    static ProjectLane of(
            Project project,
            FieldVerdict field,
            AssessmentDocuments documents,
            RuleSources texts,
            TimeScale scale,
            Labels labels) {
        LocalDate asOf = documents.result().asOf();
        boolean begun = !project.from().isAfter(asOf);
        boolean considered = says(documents, project, "is considered");
        List<SheetMarks> marks = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        for (SheetVerdict sheet : field.sheets()) {
            if (sheet.notInForce() == null && considered) {
                marks.add(marks(project, sheet, documents, texts));
                if (says(documents, project, "is counted at " + sheet.sheet())) {
                    counted.add(sheet.sheet());
                }
            }
        }
        String refused =
                !project.successful() ? "claim.notSuccessful" : begun ? "claim.notConsidered" : "claim.notBegun";
        return new ProjectLane(
                project.title() == null || project.title().isBlank() ? project.projectId() : project.title(),
                project.projectId(),
                labels.of(CodeList.ROLES, project.role()).text(),
                project.from(),
                project.to(),
                begun ? scale.stretch(project.from(), lastDay(project, asOf)) : null,
                begun ? WorkedTime.of(List.of(project), asOf).months() : 0,
                considered ? "" : refused,
                counted,
                marks);
    }

    /** The last day of a project that counts. */
    static LocalDate lastDay(Project project, LocalDate asOf) {
        LocalDate to = project.to();
        return to == null || to.isAfter(asOf) ? asOf : to;
    }

    private static SheetMarks marks(
            Project project, SheetVerdict sheet, AssessmentDocuments documents, RuleSources texts) {
        String code = sheet.sheet();
        boolean counted = says(documents, project, "is counted at " + code);
        Shown accomplishments = texts.requiresAccomplishments(code)
                ? shown(counted || says(documents, project, "shows the accomplishments of " + code))
                : Shown.NOT_REQUIRED;
        return new SheetMarks(
                code,
                sheet.level(),
                List.of(
                        shown(counted || says(documents, project, "is done in a role and phase of " + code)),
                        required(sheet, Criterion.COMPLEXITY)
                                ? shown(says(documents, project, "satisfies COMPLEXITY of " + code))
                                : Shown.NOT_REQUIRED,
                        required(sheet, Criterion.SIZE)
                                ? shown(says(documents, project, "satisfies SIZE of " + code))
                                : Shown.NOT_REQUIRED,
                        accomplishments,
                        shown(counted)));
    }

    private static boolean says(AssessmentDocuments documents, Project project, String predicate) {
        return documents.concluded(EntryType.PROJECT, project.projectId(), predicate);
    }

    private static boolean required(SheetVerdict sheet, Criterion criterion) {
        for (CriterionVerdict one : sheet.criteria()) {
            if (one.criterion() == criterion) {
                return one.status() != Status.NOT_APPLICABLE;
            }
        }
        return false;
    }

    private static Shown shown(boolean yes) {
        return yes ? Shown.YES : Shown.NO;
    }
}
