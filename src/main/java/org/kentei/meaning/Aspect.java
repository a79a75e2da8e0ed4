package org.kentei.meaning;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.FactType;
import org.kentei.rule.Property;

/** A part of a candidate that rules read and that a search can set. */
enum Aspect {
    SUCCESSFUL,
    BEGUN,
    ROLE,
    PHASES,
    ACCOMPLISHMENTS,
    COMPLEXITY,
    HEADCOUNT,
    ANNUAL_CONTRACT_VALUE,
    ANNUAL_USERS,
    MONTHS,
    LONGEST_RUN,
    PROJECTS,
    AREA,
    DEPTH,
    /** The depths of specialties in different areas, the deepest first. */
    DEPTHS,
    KINDS,
    /** For how many years contributions have been made. */
    CONTRIBUTION_YEARS,
    CONTRIBUTION_FIELD,
    MADE,
    RECORDS,
    DEVELOPMENT_MONTHS,
    METHOD,
    DEVELOPMENT_BEGUN,
    EXAMINATION,
    PASSED;

    private static final Map<String, Aspect> OF_PROJECTS = Map.of(
            "role", ROLE,
            "phases", PHASES,
            "accomplishments", ACCOMPLISHMENTS,
            "complexity", COMPLEXITY,
            "criteria", COMPLEXITY,
            "criteriaAmong", COMPLEXITY,
            "accomplishmentsAmong", ACCOMPLISHMENTS,
            "headcount", HEADCOUNT,
            "annualContractValue", ANNUAL_CONTRACT_VALUE,
            "annualUsers", ANNUAL_USERS);

    private static final Map<String, Map<String, Aspect>> BY_FACT = Map.ofEntries(
            Map.entry("ClaimedProject", Map.of("successful", SUCCESSFUL, "begun", BEGUN)),
            Map.entry("ClaimedContribution", Map.of("made", MADE, "kind", KINDS, "specialtyField", CONTRIBUTION_FIELD)),
            Map.entry("ClaimedDevelopment", Map.of("begun", DEVELOPMENT_BEGUN, "method", METHOD)),
            Map.entry("ClaimedExamination", Map.of("passed", PASSED, "code", EXAMINATION)),
            Map.entry("ConsideredProject", OF_PROJECTS),
            Map.entry("RatedProject", OF_PROJECTS),
            Map.entry("EligibleProject", OF_PROJECTS),
            Map.entry(
                    "Experience",
                    Map.ofEntries(
                            Map.entry("months", MONTHS),
                            Map.entry("longestRunMonths", LONGEST_RUN),
                            Map.entry("monthsInPhase", MONTHS),
                            Map.entry("monthsInRole", MONTHS),
                            Map.entry("projects", PROJECTS),
                            Map.entry("headcountOfLargest", HEADCOUNT),
                            Map.entry("annualContractValueOfLargest", ANNUAL_CONTRACT_VALUE),
                            Map.entry("phases", PHASES),
                            Map.entry("accomplishments", ACCOMPLISHMENTS),
                            Map.entry("accomplishmentsAmong", ACCOMPLISHMENTS))),
            Map.entry("HeldSpecialty", Map.of("area", AREA, "depth", DEPTH)),
            Map.entry("Specialties", Map.of("areasAtDepth", DEPTHS)),
            Map.entry(
                    "Succession", Map.of("kinds", KINDS, "kindsOfLastYears", KINDS, "contributionsOfLastYears", KINDS)),
            Map.entry("Subordinates", Map.of("records", RECORDS, "developmentMonths", DEVELOPMENT_MONTHS)),
            Map.entry("PassedExamination", Map.of("code", EXAMINATION)));

    /** What the argument of a property distinguishes besides. */
    private static final Map<String, Aspect> OF_ARGUMENT = Map.of(
            "monthsInPhase", PHASES,
            "monthsInRole", ROLE,
            "kindsOfLastYears", CONTRIBUTION_YEARS,
            "contributionsOfLastYears", CONTRIBUTION_YEARS);

    /** The aspect behind a property of a fact; null if there is no single one. */
    static @Nullable Aspect of(FactType factType, Property property) {
        return BY_FACT.getOrDefault(factType.name(), Map.of()).get(property.baseName());
    }

    /** The aspects behind a property of a fact and its argument. */
    static Stream<Aspect> all(FactType factType, Property property) {
        return Stream.of(of(factType, property), OF_ARGUMENT.get(property.baseName()))
                .filter(Objects::nonNull);
    }
}
