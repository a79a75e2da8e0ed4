package org.kentei.page.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.record.search.AssessmentSummary;
import org.kentei.vocabulary.Sheet;

/** The levels of a candidate over time, drawn as one bar for each assessment. */
public record LevelSteps(List<Step> steps) {

    /** The height of the highest bar in pixels. */
    private static final int HEIGHT = 126;

    private static final int LOWEST = 3;
    private static final double GAP = 0.25;
    private static final int MOST_LABELS = 8;

    /**
     * An assessment.
     *
     * @param level 0 for none
     * @param middle of its bar, for its label
     * @param newRules whether another revision decided it than the assessment before
     */
    public record Step(
            UUID assessmentId,
            @Nullable LocalDate asOf,
            Instant assessedAt,
            int level,
            String at,
            String width,
            String middle,
            int y,
            int height,
            boolean newRules,
            boolean labelled) {}

    /**
     * The levels of a candidate.
     *
     * @param newestFirst the assessments of the candidate; erased ones are left out
     */
    public static LevelSteps of(List<AssessmentSummary> newestFirst) {
        List<AssessmentSummary> inOrder = new ArrayList<>();
        for (AssessmentSummary one : newestFirst) {
            if (one.erasedAt() == null) {
                inOrder.add(0, one);
            }
        }
        List<Step> steps = new ArrayList<>();
        double width = 100.0 / Math.max(MOST_LABELS, inOrder.size());
        int every = Math.max(1, (inOrder.size() + MOST_LABELS - 1) / MOST_LABELS);
        for (int place = 0; place < inOrder.size(); place++) {
            AssessmentSummary one = inOrder.get(place);
            int level = one.certifiedLevel() == null ? 0 : one.certifiedLevel();
            int height = Math.max(LOWEST, HEIGHT * level / Sheet.HIGHEST_LEVEL);
            steps.add(new Step(
                    one.assessmentId(),
                    one.asOf(),
                    one.assessedAt(),
                    level,
                    percent(width * (place + GAP / 2)),
                    percent(width * (1 - GAP)),
                    percent(width * (place + 0.5)),
                    HEIGHT - height,
                    height,
                    place > 0 && !inOrder.get(place - 1).ruleset().equals(one.ruleset()),
                    place % every == 0));
        }
        return new LevelSteps(steps);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }
}
