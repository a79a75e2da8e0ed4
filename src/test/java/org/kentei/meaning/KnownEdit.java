package org.kentei.meaning;

import java.util.function.Consumer;
import org.kentei.EditedRules;

/** An edit of the project's own rules, with what it is known to mean. */
enum KnownEdit {
    FIGURE_UP(
            "OM7.SIZE.A",
            "OM7 requires 300 persons instead of 250",
            Effect.FALLS,
            rules -> rules.with("operations-management/OM7.drl", "headcount >= 250 ||", "headcount >= 300 ||")),
    FIGURE_DOWN(
            "OM4.RESPONSIBILITIES",
            "OM4 requires 18 months instead of 24",
            Effect.RISES,
            rules -> rules.with("operations-management/OM4.drl", "months >= 24", "months >= 18")),
    BAND_MOVED(
            "SY5.SIZE.B",
            "the lower band of SY5 goes from 30 to 60 persons instead of 35 to 74",
            Effect.BOTH,
            rules -> rules.with(
                    "system-management/SY5.drl",
                    "( headcount >= 35 && headcount < 75 )",
                    "( headcount >= 30 && headcount < 61 )")),
    CRITERION_DROPPED(
            "sheet OM6",
            "OM6 no longer requires SUCCESSION",
            Effect.RISES,
            rules -> rules.withoutRule("operations-management/OM6.drl", "OM6 succession")
                    .with(
                            "operations-management/field.yaml",
                            "level: 6\n    complexityList: international\n    criteria: [RESPONSIBILITIES, COMPLEXITY, SIZE,"
                                    + " SPECIALTY, SUCCESSION, SUBORDINATES]",
                            "level: 6\n    complexityList: international\n    criteria: [RESPONSIBILITIES, COMPLEXITY, SIZE,"
                                    + " SPECIALTY, SUBORDINATES]")),
    ROLE_RAISED(
            "OM4.RESPONSIBILITIES.ROLE",
            "OM4 requires RESPONSIBLE instead of LEADER",
            Effect.FALLS,
            rules -> rules.with("operations-management/OM4.drl", "\"LEADER\"", "\"RESPONSIBLE\"")),
    CODE_COUNTED(
            "complexity list of OM3, OM4, OM5",
            "the sheets of operations management up to OM5 count COMPLEX_OPERATING_SYSTEM too",
            Effect.RISES,
            rules -> rules.with(
                    "operations-management/field.yaml",
                    "  domestic:\n",
                    "  domestic:\n    - COMPLEX_OPERATING_SYSTEM\n")),
    KINDS_FEWER(
            "OM5.SUCCESSION",
            "OM5 requires 2 kinds of succession instead of 3",
            Effect.RISES,
            rules -> rules.with("operations-management/OM5.drl", "kinds >= 3", "kinds >= 2")),
    MONTHS_IN_ALL(
            "SY3.RESPONSIBILITIES",
            "SY3 requires 12 months in all instead of one run of 12",
            Effect.RISES,
            rules -> rules.with("system-management/SY3.drl", "longestRunMonths >= 12", "months >= 12")),
    ALTERNATIVE_REMOVED(
            "SD4.SIZE.C",
            "SD4 no longer takes a desk for its users",
            Effect.FALLS,
            rules -> rules.withoutRule("service-desk/SD4.drl", "SD4 size C")),
    SHARED_RULE(
            "SHARED.SUCCESSION.WHOLE_CATEGORY",
            "contributions to other fields no longer count for operations management",
            Effect.FALLS,
            rules -> rules.withoutRule("shared/it-service-management.drl", "A contribution to any part")),
    OTHER_WORDS(
            "",
            "a paraphrase, a label and a comment",
            Effect.NOTHING,
            rules -> rules.with("operations-management/OM7.drl", "Has passed on expertise", "Has handed on expertise")
                    .with("vocabulary.yaml", "en: Leader of a team", "en: Team leader")
                    .with("service-desk/SD3.drl", "// Service Desk", "// The service desk")),
    OTHER_NOTATION(
            "",
            "a figure and an order of conditions written otherwise",
            Effect.NOTHING,
            rules -> rules.with("operations-management/OM5.drl", "kinds >= 3", "kinds > 2")
                    .with(
                            "operations-management/OM7.drl",
                            "headcount >= 250 || annualContractValue >= 2.5e9",
                            "annualContractValue >= 2500000000 || headcount >= 250")),
    COVERED_FROM_ABOVE(
            "SY5.SIZE.A",
            "the upper band of SY5 goes on where that of SY6 has begun",
            Effect.NOTHING,
            rules -> rules.with("system-management/SY5.drl", "headcount < 150", "headcount < 200"));

    /** What an edit does to levels. */
    enum Effect {
        RISES,
        FALLS,
        BOTH,
        NOTHING
    }

    private final String subject;
    private final String words;
    private final Effect means;
    private final Consumer<EditedRules> edit;

    KnownEdit(String subject, String words, Effect means, Consumer<EditedRules> edit) {
        this.subject = subject;
        this.words = words;
        this.means = means;
        this.edit = edit;
    }

    /** What the difference calls it; empty where it names nothing or several things. */
    String subject() {
        return subject;
    }

    String words() {
        return words;
    }

    Effect means() {
        return means;
    }

    void in(EditedRules rules) {
        edit.accept(rules);
    }
}
