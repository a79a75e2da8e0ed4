package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;

/**
 * A project as the candidate claims it.
 *
 * @param begun whether its first day is the as-of date or earlier
 */
public record ClaimedProject(Project claim, boolean begun, ConclusionListener conclusions) implements Fact {

    public boolean successful() {
        return claim.successful();
    }

    @CodeOf(CodeList.SPECIALTY_FIELDS)
    public String specialtyField() {
        return claim.specialtyField();
    }

    @Override
    public String id() {
        return claim.projectId();
    }

    @Override
    public EntryType entry() {
        return EntryType.PROJECT;
    }

    /** Concludes that the sheets of its field consider the project. */
    @Concludes(ConclusionType.IS_CONSIDERED)
    public void isConsidered() {
        conclude(ConclusionType.IS_CONSIDERED);
    }
}
