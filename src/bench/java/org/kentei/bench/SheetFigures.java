package org.kentei.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;

/**
 * The figures of one sheet as plain Java has them.
 *
 * @param role the place on the ladder of roles
 * @param depth the place on the ladder of depths
 * @param requiredCriterion the complexity criterion that may not be absent; null where any will do
 */
record SheetFigures(
        String sheet,
        String field,
        int level,
        int role,
        int months,
        boolean unbroken,
        List<String> phases,
        List<String> onEveryProject,
        List<String> once,
        List<String> list,
        int leastCriteria,
        @Nullable String requiredCriterion,
        SizeFigures size,
        int depth,
        int kinds) {

    /** Whether a project is large enough. */
    interface SizeFigures {
        boolean met(Project project, int criteria);
    }

    static final List<String> ROLES =
            List.of("MEMBER", "LEADER", "RESPONSIBLE", "RESPONSIBLE_FOR_CUSTOMERS", "RESPONSIBLE_FOR_WHOLE");
    static final List<String> DEPTHS = List.of(
            "PERFORMS_INDEPENDENTLY",
            "GUIDES_SUBORDINATES",
            "CONTRIBUTES_TO_COMPANY",
            "CONTRIBUTES_TO_INDUSTRY",
            "LEADS_INDUSTRY");

    private static final List<String> BOTH = List.of("PLANNING", "IMPLEMENTATION");
    private static final List<String> IMPLEMENTATION = List.of("IMPLEMENTATION");
    private static final List<String> OPERATION = List.of("OPERATION");
    private static final List<String> NONE = List.of();

    private static final List<String> DOMESTIC = List.of(
            "ADVANCED_OPERATIONS_REQUIREMENTS",
            "ADVANCED_INFRASTRUCTURE_REQUIREMENTS",
            "ADVANCED_SYSTEM_LINK",
            "COMPLEX_STRUCTURE",
            "COMPLEX_CONTRACT");
    private static final List<String> INTERNATIONAL = List.of(
            "INTERNATIONAL_OPERATIONS",
            "INTERNATIONALLY_ADVANCED_OPERATIONS",
            "ADVANCED_OPERATIONS_REQUIREMENTS",
            "ADVANCED_INFRASTRUCTURE_REQUIREMENTS",
            "ADVANCED_SYSTEM_LINK",
            "COMPLEX_STRUCTURE",
            "COMPLEX_CONTRACT");
    private static final List<String> SYSTEM = List.of(
            "ADVANCED_OPERATIONS_REQUIREMENTS",
            "COMPLEX_OPERATING_SYSTEM",
            "ADVANCED_APPLICATION_REQUIREMENTS",
            "COMPLEX_STRUCTURE",
            "COMPLEX_CONTRACT");
    private static final List<String> OPERATIONS = List.of(
            "COMPLEX_OPERATING_SYSTEM", "ADVANCED_BUSINESS_REQUIREMENTS", "COMPLEX_STRUCTURE", "COMPLEX_CONTRACT");
    private static final List<String> DESK = List.of(
            "ADVANCED_SUPPORT_SYSTEM",
            "ADVANCED_NETWORK_REQUIREMENTS",
            "ADVANCED_APPLICATION_REQUIREMENTS",
            "COMPLEX_STRUCTURE",
            "COMPLEX_CONTRACT");

    private static final List<String> SIX = List.of(
            "SERVICE_LEVEL", "CUSTOMER_SATISFACTION", "SECURITY", "RELIABILITY", "EFFECTIVENESS", "OPTIMAL_COST");
    private static final List<String> MAINTENANCE = List.of("MAINTENANCE_MANAGEMENT");
    private static final List<String> BUILT = List.of("DESIGN_AND_CONSTRUCTION", "ACCEPTANCE_CRITERIA");
    private static final List<String> SERVED = List.of("SERVICE_LEVEL", "CUSTOMER_SATISFACTION", "EFFECTIVENESS");
    private static final List<String> IMPROVED = List.of("JOB_IMPROVEMENT", "UNSCHEDULED_TASKS");
    private static final List<String> IMPROVED_AND_SATISFIED =
            List.of("JOB_IMPROVEMENT", "UNSCHEDULED_TASKS", "STAKEHOLDER_SATISFACTION");

    private static final SizeFigures NOT_ASKED = (project, criteria) -> false;
    private static final long MILLION = 1_000_000;

    private static final String OM = "OPERATIONS_MANAGEMENT";
    private static final String SY = "SYSTEM_MANAGEMENT";
    private static final String OP = "OPERATIONS";
    private static final String SD = "SERVICE_DESK";

    /** The sheets field by field, the highest level first. */
    static final List<List<SheetFigures>> FIELDS = List.of(
            List.of(
                    new SheetFigures(
                            "OM7",
                            OM,
                            7,
                            4,
                            36,
                            false,
                            BOTH,
                            SIX,
                            NONE,
                            INTERNATIONAL,
                            3,
                            "INTERNATIONAL_OPERATIONS",
                            open(150, 250, 1500, 2500, 5),
                            4,
                            5),
                    new SheetFigures(
                            "OM6",
                            OM,
                            6,
                            3,
                            36,
                            false,
                            BOTH,
                            SIX,
                            NONE,
                            INTERNATIONAL,
                            2,
                            null,
                            open(75, 150, 750, 1500, 4),
                            3,
                            4),
                    new SheetFigures(
                            "OM5",
                            OM,
                            5,
                            2,
                            36,
                            false,
                            BOTH,
                            SIX,
                            NONE,
                            DOMESTIC,
                            2,
                            null,
                            open(35, 75, 350, 750, 4),
                            2,
                            3),
                    new SheetFigures(
                            "OM4",
                            OM,
                            4,
                            1,
                            24,
                            false,
                            BOTH,
                            SIX,
                            NONE,
                            DOMESTIC,
                            2,
                            null,
                            open(15, 35, 150, 350, 4),
                            1,
                            1),
                    new SheetFigures("OM3", OM, 3, 0, 12, false, BOTH, NONE, NONE, DOMESTIC, 2, null, NOT_ASKED, 0, 0)),
            List.of(
                    new SheetFigures(
                            "SY6",
                            SY,
                            6,
                            2,
                            36,
                            false,
                            BOTH,
                            MAINTENANCE,
                            BUILT,
                            SYSTEM,
                            2,
                            null,
                            open(75, 150, 750, 1500, 4),
                            3,
                            4),
                    new SheetFigures(
                            "SY5",
                            SY,
                            5,
                            2,
                            36,
                            false,
                            BOTH,
                            MAINTENANCE,
                            BUILT,
                            SYSTEM,
                            2,
                            null,
                            closed(35, 75, 150, 350, 750, 1500),
                            2,
                            3),
                    new SheetFigures(
                            "SY4",
                            SY,
                            4,
                            1,
                            24,
                            false,
                            BOTH,
                            MAINTENANCE,
                            BUILT,
                            SYSTEM,
                            2,
                            null,
                            closed(15, 35, 75, 150, 350, 750),
                            1,
                            1),
                    new SheetFigures(
                            "SY3", SY, 3, 0, 12, true, IMPLEMENTATION, NONE, NONE, SYSTEM, 2, null, NOT_ASKED, 0, 0)),
            List.of(
                    new SheetFigures(
                            "OP4",
                            OP,
                            4,
                            1,
                            24,
                            false,
                            OPERATION,
                            IMPROVED_AND_SATISFIED,
                            NONE,
                            OPERATIONS,
                            2,
                            null,
                            open(15, 30, 150, 300, 4),
                            1,
                            1),
                    new SheetFigures(
                            "OP3",
                            OP,
                            3,
                            0,
                            12,
                            false,
                            OPERATION,
                            IMPROVED,
                            NONE,
                            OPERATIONS,
                            2,
                            null,
                            NOT_ASKED,
                            0,
                            0)),
            List.of(
                    new SheetFigures(
                            "SD4",
                            SD,
                            4,
                            1,
                            24,
                            false,
                            BOTH,
                            SERVED,
                            NONE,
                            DESK,
                            2,
                            null,
                            (project, criteria) -> within(project.headcount(), 20, Long.MAX_VALUE)
                                    || within(project.annualContractValue(), 100 * MILLION, Long.MAX_VALUE)
                                    || within(project.annualUsers(), 3000, Long.MAX_VALUE),
                            1,
                            1),
                    new SheetFigures("SD3", SD, 3, 0, 24, false, BOTH, SERVED, NONE, DESK, 2, null, NOT_ASKED, 0, 0)));

    static final int COUNT = FIELDS.stream().mapToInt(List::size).sum();

    int criteria(Project project) {
        int criteria = 0;
        for (String code : project.complexity()) {
            if (list.contains(code)) {
                criteria++;
            }
        }
        return criteria;
    }

    boolean hasRequiredCriterion(Project project) {
        return requiredCriterion == null || project.complexity().contains(requiredCriterion);
    }

    /** A size without an upper end, and a band below it that asks more criteria; yen are in millions. */
    private static SizeFigures open(long fewer, long persons, long lessYen, long yen, int moreCriteria) {
        return sizes(fewer, persons, Long.MAX_VALUE, lessYen * MILLION, yen * MILLION, Long.MAX_VALUE, moreCriteria);
    }

    /** A size with an upper end, and a band below it that asks four criteria; yen are in millions. */
    private static SizeFigures closed(long fewer, long persons, long end, long lessYen, long yen, long yenEnd) {
        return sizes(fewer, persons, end, lessYen * MILLION, yen * MILLION, yenEnd * MILLION, 4);
    }

    private static SizeFigures sizes(
            long fewer, long persons, long end, long lessYen, long yen, long yenEnd, int moreCriteria) {
        return (project, criteria) -> within(project.headcount(), persons, end)
                || within(project.annualContractValue(), yen, yenEnd)
                || criteria >= moreCriteria
                        && (within(project.headcount(), fewer, persons)
                                || within(project.annualContractValue(), lessYen, yen));
    }

    private static boolean within(@Nullable Long stated, long from, long end) {
        return stated != null && stated >= from && stated < end;
    }
}
