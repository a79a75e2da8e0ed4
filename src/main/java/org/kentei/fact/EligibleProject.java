package org.kentei.fact;

import org.kentei.candidate.Project;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Sheet;

/** A project that is eligible at a sheet. It is counted if it also shows the required accomplishments. */
public record EligibleProject(RatedProject rated) implements ProjectFact {

    @Override
    public Sheet at() {
        return rated.at();
    }

    @Override
    public Project claim() {
        return rated.claim();
    }

    @Override
    public int criteria() {
        return rated.criteria();
    }

    @Override
    public OrdinalLevel role() {
        return rated.role();
    }

    @Override
    public ConclusionListener conclusions() {
        return rated.conclusions();
    }

    /** Whether it shows the accomplishments that the sheet requires of every counted project. */
    @Concluded(ConclusionType.SHOWS_ACCOMPLISHMENTS)
    public boolean accomplished() {
        return rated.accomplished();
    }

    /** Concludes that the project's time and phases count towards the sheet's responsibilities. */
    @Concludes(ConclusionType.IS_COUNTED)
    public void isCounted() {
        conclude(ConclusionType.IS_COUNTED);
    }
}
