package org.kentei.page.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kentei.candidate.Project;
import org.kentei.fact.EntryType;
import org.kentei.fact.WorkedTime;
import org.kentei.page.Label;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.view.StatedClaims.StatedClaim;
import org.kentei.page.view.TimeScale.Stretch;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.SheetVerdict;
import org.kentei.vocabulary.CodeList;

/**
 * The claims of a candidate with what the rules counted each of them for.
 *
 * @param fields the specialty fields that have projects
 * @param marks the days of contributions and examinations on the line of time
 */
public record ClaimsView(
        TimeScale scale, List<FieldClaims> fields, List<Mark> marks, List<OtherClaim> others, int moreOthers) {

    private static final int MOST_PROJECTS = 60;
    private static final int MOST_OTHERS = 100;

    /** The projects of a specialty field, and the time that they make together. */
    public record FieldClaims(Label label, List<ProjectLane> projects, int more, List<SheetTime> times) {}

    /**
     * The time that counts for a sheet, each day once.
     *
     * @param required the months that the sheet requires; 0 if that is not known
     * @param unbroken whether they have to be without a break
     */
    public record SheetTime(String sheet, List<Stretch> runs, int months, int required, boolean unbroken) {

        /** Whether the time is enough. */
        public boolean enough() {
            return required > 0 && months >= required;
        }
    }

    /** A day on the line of time. */
    public record Mark(String at, String name) {}

    /**
     * A claim that is not a project.
     *
     * @param countsFor the sheets or fields that it counts for
     */
    public record OtherClaim(String kind, String name, List<String> countsFor) {}

    static ClaimsView of(AssessmentDocuments documents, RuleSources texts, Labels labels, Language language) {
        LocalDate asOf = documents.result().asOf();
        StatedClaims claims = documents.claims();
        TimeScale scale = TimeScale.of(claims.projects(), asOf);
        EntryNames names = new EntryNames(labels, claims);
        List<FieldClaims> fields = new ArrayList<>();
        for (FieldVerdict field : documents.result().fields()) {
            List<Project> projects = claims.projects().stream()
                    .filter(project -> project.specialtyField().equals(field.specialtyField()))
                    .toList();
            if (!projects.isEmpty()) {
                List<Project> shown = projects.subList(0, Math.min(projects.size(), MOST_PROJECTS));
                fields.add(new FieldClaims(
                        labels.field(field.specialtyField()),
                        shown.stream()
                                .map(project -> ProjectLane.of(project, field, documents, texts, scale, labels))
                                .toList(),
                        projects.size() - shown.size(),
                        times(projects, field, documents, texts, scale)));
            }
        }
        List<OtherClaim> others = new ArrayList<>();
        for (StatedClaim one : claims.specialties()) {
            others.add(other(EntryType.SPECIALTY, one, satisfied(one, documents), names, labels));
        }
        for (StatedClaim one : claims.contributions()) {
            others.add(other(EntryType.CONTRIBUTION, one, countedFields(one, documents, labels), names, labels));
        }
        for (StatedClaim one : claims.developments()) {
            boolean counts = documents.concluded(EntryType.SUBORDINATE_DEVELOPMENT, one.id(), "counts");
            List<String> all = counts ? List.of(language.word("everyField", "every field")) : List.of();
            others.add(other(EntryType.SUBORDINATE_DEVELOPMENT, one, all, names, labels));
        }
        for (StatedClaim one : claims.examinations()) {
            others.add(other(EntryType.EXAMINATION, one, capability(one, documents, language), names, labels));
        }
        List<OtherClaim> shown = others.subList(0, Math.min(others.size(), MOST_OTHERS));
        return new ClaimsView(scale, fields, marks(claims, scale, names), shown, others.size() - shown.size());
    }

    private static List<SheetTime> times(
            List<Project> projects,
            FieldVerdict field,
            AssessmentDocuments documents,
            RuleSources texts,
            TimeScale scale) {
        List<SheetTime> times = new ArrayList<>();
        for (SheetVerdict sheet : field.sheets()) {
            boolean certified = field.certifiedLevel() != null && field.certifiedLevel() == sheet.level();
            boolean next =
                    field.nextLevel() != null && field.nextLevel().sheet().equals(sheet.sheet());
            if (sheet.notInForce() == null && (certified || next)) {
                times.add(time(projects, sheet.sheet(), documents, texts, scale));
            }
        }
        return times;
    }

    private static SheetTime time(
            List<Project> projects, String sheet, AssessmentDocuments documents, RuleSources texts, TimeScale scale) {
        LocalDate asOf = documents.result().asOf();
        List<Project> counted = projects.stream()
                .filter(project ->
                        documents.concluded(EntryType.PROJECT, project.projectId(), "is counted at " + sheet))
                .toList();
        WorkedTime worked = WorkedTime.of(counted, asOf);
        RuleSources.RequiredMonths required = texts.months(sheet);
        return new SheetTime(
                sheet,
                runs(counted, asOf, scale),
                required.unbroken() ? worked.longestRunMonths() : worked.months(),
                required.months(),
                required.unbroken());
    }

    /** The days of the projects, overlapping and touching ones put together. */
    private static List<Stretch> runs(List<Project> projects, LocalDate asOf, TimeScale scale) {
        List<Stretch> runs = new ArrayList<>();
        List<Project> inTime = new ArrayList<>(projects);
        inTime.sort(Comparator.comparing(Project::from));
        for (Project project : inTime) {
            LocalDate to = ProjectLane.lastDay(project, asOf);
            Stretch last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && !project.from().isAfter(last.until().plusDays(1))) {
                LocalDate until = to.isAfter(last.until()) ? to : last.until();
                runs.set(runs.size() - 1, scale.stretch(last.from(), until));
            } else {
                runs.add(scale.stretch(project.from(), to));
            }
        }
        return runs;
    }

    private static List<Mark> marks(StatedClaims claims, TimeScale scale, EntryNames names) {
        List<Mark> marks = new ArrayList<>();
        Map.of(EntryType.CONTRIBUTION, claims.contributions(), EntryType.EXAMINATION, claims.examinations())
                .forEach((entry, all) -> all.forEach(one -> {
                    if (one.day() != null && scale.includes(one.day()) && marks.size() < MOST_OTHERS) {
                        marks.add(new Mark(scale.at(one.day()), names.of(entry, one.id())));
                    }
                }));
        return marks;
    }

    private static OtherClaim other(
            EntryType entry, StatedClaim claim, List<String> countsFor, EntryNames names, Labels labels) {
        return new OtherClaim(labels.entry(entry.word()), names.of(entry, claim.id()), countsFor);
    }

    private static List<String> satisfied(StatedClaim specialty, AssessmentDocuments documents) {
        return documents.result().fields().stream()
                .flatMap(field -> field.sheets().stream())
                .map(SheetVerdict::sheet)
                .filter(sheet ->
                        documents.concluded(EntryType.SPECIALTY, specialty.id(), "satisfies SPECIALTY of " + sheet))
                .toList();
    }

    private static List<String> countedFields(StatedClaim claim, AssessmentDocuments documents, Labels labels) {
        List<String> fields = new ArrayList<>();
        if (documents.concluded(EntryType.CONTRIBUTION, claim.id(), "counts")) {
            fields.add(labels.of(CodeList.CONTRIBUTION_FIELDS, claim.id().split("/", 3)[1])
                    .text());
        }
        for (FieldVerdict field : documents.result().fields()) {
            if (documents.concluded(EntryType.CONTRIBUTION, claim.id(), "counts for " + field.specialtyField())) {
                fields.add(labels.field(field.specialtyField()).text());
            }
        }
        return fields;
    }

    private static List<String> capability(StatedClaim examination, AssessmentDocuments documents, Language language) {
        var capability = documents.result().examination();
        return capability != null
                        && documents.concluded(
                                EntryType.EXAMINATION,
                                examination.id(),
                                "shows the minimum capability of level " + capability.level())
                ? List.of(language.word("level", "level") + " " + capability.level())
                : List.of();
    }
}
