package org.kentei.fact;

import java.util.List;
import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;
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
 */
public record Experience(
        Sheet at,
        List<Project> counted,
        List<Project> eligible,
        int months,
        int longestRunMonths,
        List<String> phases,
        List<String> accomplishments,
        ConclusionListener conclusions)
        implements SheetFact {

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

    @Override
    public String id() {
        return at.sheet();
    }

    @Override
    public EntryType entry() {
        return EntryType.EXPERIENCE;
    }

    /** Concludes that RESPONSIBILITIES of the sheet is satisfied. */
    @Concludes(ConclusionType.SATISFIES_RESPONSIBILITIES)
    public void satisfiesResponsibilities() {
        conclude(ConclusionType.SATISFIES_RESPONSIBILITIES);
    }
}
