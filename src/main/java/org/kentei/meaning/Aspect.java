package org.kentei.meaning;

import java.util.Map;
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
    AREA,
    DEPTH,
    KINDS,
    CONTRIBUTION_FIELD,
    MADE,
    RECORDS,
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
            "headcount", HEADCOUNT,
            "annualContractValue", ANNUAL_CONTRACT_VALUE,
            "annualUsers", ANNUAL_USERS);

    private static final Map<String, Map<String, Aspect>> BY_FACT = Map.of(
            "ClaimedProject", Map.of("successful", SUCCESSFUL, "begun", BEGUN),
            "ClaimedContribution", Map.of("made", MADE, "kind", KINDS, "specialtyField", CONTRIBUTION_FIELD),
            "ClaimedDevelopment", Map.of("begun", DEVELOPMENT_BEGUN, "method", METHOD),
            "ClaimedExamination", Map.of("passed", PASSED, "code", EXAMINATION),
            "ConsideredProject", OF_PROJECTS,
            "RatedProject", OF_PROJECTS,
            "EligibleProject", OF_PROJECTS,
            "Experience",
                    Map.of(
                            "months",
                            MONTHS,
                            "longestRunMonths",
                            LONGEST_RUN,
                            "phases",
                            PHASES,
                            "accomplishments",
                            ACCOMPLISHMENTS),
            "HeldSpecialty", Map.of("area", AREA, "depth", DEPTH),
            "Succession", Map.of("kinds", KINDS));

    /** The aspect behind a property of a fact; null if there is no single one. */
    static @Nullable Aspect of(FactType factType, Property property) {
        if (factType.name().equals("Subordinates") && property.name().equals("records")) {
            return RECORDS;
        }
        return BY_FACT.getOrDefault(factType.name(), Map.of()).get(property.name());
    }
}
