package org.kentei.bench.shape;

import java.util.List;

/** The figures of OM7 and SY5, and of the two clauses of SY6 that SY5 leans on, as rows of data. */
public final class ShapeRows {

    private static final long OPEN = Long.MAX_VALUE;
    private static final long MILLION = 1_000_000;

    public static final List<Object> ALL = List.of(
            new Asked(
                    "OM7",
                    "OPERATIONS_MANAGEMENT",
                    "RESPONSIBLE_FOR_WHOLE",
                    36,
                    List.of(
                            "SERVICE_LEVEL",
                            "CUSTOMER_SATISFACTION",
                            "SECURITY",
                            "RELIABILITY",
                            "EFFECTIVENESS",
                            "OPTIMAL_COST"),
                    "LEADS_INDUSTRY",
                    5,
                    true),
            new Asked(
                    "SY5",
                    "SYSTEM_MANAGEMENT",
                    "RESPONSIBLE",
                    36,
                    List.of("MAINTENANCE_MANAGEMENT"),
                    "CONTRIBUTES_TO_COMPANY",
                    3,
                    false),
            new PhaseAsked("OM7", "PLANNING"),
            new PhaseAsked("OM7", "IMPLEMENTATION"),
            new PhaseAsked("SY5", "PLANNING"),
            new PhaseAsked("SY5", "IMPLEMENTATION"),
            new AskedOnce("SY5", "DESIGN_AND_CONSTRUCTION"),
            new AskedOnce("SY5", "ACCEPTANCE_CRITERIA"),
            new ComplexityAsked("OM7", 3, List.of("INTERNATIONAL_OPERATIONS")),
            new ComplexityAsked("SY6", 2, List.of()),
            new ComplexityAsked("SY5", 2, List.of()),
            new SizeAsked("OM7", 250, OPEN, 2500 * MILLION, OPEN, 0),
            new SizeAsked("OM7", 150, 250, 1500 * MILLION, 2500 * MILLION, 5),
            new SizeAsked("SY6", 150, OPEN, 1500 * MILLION, OPEN, 0),
            new SizeAsked("SY6", 75, 150, 750 * MILLION, 1500 * MILLION, 4),
            new SizeAsked("SY5", 75, 150, 750 * MILLION, 1500 * MILLION, 0),
            new SizeAsked("SY5", 35, 75, 350 * MILLION, 750 * MILLION, 4));

    private ShapeRows() {}
}
