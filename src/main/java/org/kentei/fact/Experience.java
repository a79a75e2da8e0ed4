package org.kentei.fact;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale;
import org.kentei.vocabulary.Sheet;

/**
 * The sum of the eligible and counted projects of a sheet.
 *
 * @param counted the counted projects
 * @param eligible the eligible projects, the counted ones among them
 * @param months whole months of the counted projects, each day counted once ({@code TIME_ADDED_UP})
 * @param longestRunMonths whole months of the longest unbroken run of counted projects
 * @param phases the phases that the counted projects cover together
 * @param accomplishments the accomplishments that the eligible projects show together
 * @param asOf the last day that counts
 * @param roles the roles, lowest first
 */
public record Experience(
        Sheet at,
        List<Project> counted,
        List<Project> eligible,
        int months,
        int longestRunMonths,
        List<String> phases,
        List<String> accomplishments,
        LocalDate asOf,
        OrdinalScale roles,
        ConclusionListener conclusions)
        implements CriterionFact {

    @Override
    @Unit("months")
    public int months() {
        return months;
    }

    @Override
    @Unit("months")
    public int longestRunMonths() {
        return longestRunMonths;
    }

    @Override
    @CodeOf(CodeList.PHASES)
    public List<String> phases() {
        return phases;
    }

    @Override
    @CodeOf(CodeList.ACCOMPLISHMENTS)
    public List<String> accomplishments() {
        return accomplishments;
    }

    /** The number of the counted projects. Each is of the complexity and size that the sheet asks of a project. */
    @Unit("projects")
    public int projects() {
        return counted.size();
    }

    /** Whole months of the counted projects that cover a phase, each day counted once. */
    @Unit("months")
    public int monthsInPhase(@CodeOf(CodeList.PHASES) String phase) {
        return months(project -> project.phases().contains(phase));
    }

    /** Whole months of the counted projects done in a role or a higher one, each day counted once. */
    @Unit("months")
    public int monthsInRole(@CodeOf(CodeList.ROLES) String role) {
        return months(
                project -> Objects.requireNonNull(roles.level(project.role())).atLeast(role));
    }

    private int months(Predicate<Project> counts) {
        return WorkedTime.of(
                        counted.stream()
                                .filter(counts)
                                .filter(project -> !project.from().isAfter(asOf))
                                .toList(),
                        asOf)
                .months();
    }

    /** The number of these accomplishments that the eligible projects show together. */
    @Unit("accomplishments")
    public int accomplishmentsAmong(@CodeOf(CodeList.ACCOMPLISHMENTS) String... codes) {
        return (int) Arrays.stream(codes).filter(accomplishments::contains).count();
    }

    /** Persons at the peak of the counted projects with the most persons, added up; null if no project states them. */
    @Unit("persons")
    public @Nullable Long headcountOfLargest(int projects) {
        return ofLargest(projects, Project::headcount);
    }

    /** Yen a year of the counted projects with the largest contracts, added up; null if no project states them. */
    @Unit("yen")
    public @Nullable Long annualContractValueOfLargest(int projects) {
        return ofLargest(projects, Project::annualContractValue);
    }

    private @Nullable Long ofLargest(int projects, Function<Project, @Nullable Long> size) {
        return counted.stream()
                .map(size)
                .filter(Objects::nonNull)
                .sorted(Comparator.reverseOrder())
                .limit(projects)
                .reduce(Math::addExact)
                .orElse(null);
    }

    /** Concludes that SIZE of the sheet is satisfied, where the counted projects reach it together. */
    @Concludes(ConclusionType.SATISFIES_SIZE)
    public void satisfiesSize() {
        conclude(ConclusionType.SATISFIES_SIZE);
    }

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.EXPERIENCE;
    }
}
