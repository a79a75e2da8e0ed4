package org.kentei.record.overview;

import java.util.Locale;

/** What the overview counts. The period of {@link #DAY} is a day, and that of the others a revision of the ruleset. */
enum OverviewTopic {
    /** Assessments made on a day, by certified level. */
    DAY,
    /** Assessments that a revision decided, by certified level. */
    LEVEL,
    /** Assessments in which a rule fired. */
    RULE,
    /** Candidates whose level was higher with their first assessment by a revision than before. */
    ROSE,
    /** Candidates whose level was lower with their first assessment by a revision than before. */
    FELL;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
