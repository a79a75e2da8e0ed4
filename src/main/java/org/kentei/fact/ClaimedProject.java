package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.CodeList;

/**
 * A project as the candidate claims it.
 *
 * @param begun whether its first day is the as-of date or earlier
 */
public record ClaimedProject(Project claim, boolean begun, Conclusions conclusions) implements Fact {

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
    public Entry entry() {
        return Entry.PROJECT;
    }

    /** Says that the sheets of its field consider the project. */
    @Concludes(Statement.IS_CONSIDERED)
    public void isConsidered() {
        conclude(Statement.IS_CONSIDERED);
    }
}
