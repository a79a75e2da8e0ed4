package org.kentei.candidates;

/** A candidate of 500 projects, each of which meets every clause that a project can. */
public final class LargeCandidate {

    private static final String PROJECT = "{\"projectId\":\"P-%d\",\"title\":\"%s\","
            + "\"specialtyField\":\"OPERATIONS_MANAGEMENT\",\"role\":\"RESPONSIBLE_FOR_WHOLE\","
            + "\"phases\":[\"PLANNING\",\"IMPLEMENTATION\"],\"from\":\"2019-01-01\",\"to\":\"2024-12-31\","
            + "\"successful\":true,\"accomplishments\":[\"SERVICE_LEVEL\",\"CUSTOMER_SATISFACTION\",\"SECURITY\","
            + "\"RELIABILITY\",\"EFFECTIVENESS\",\"OPTIMAL_COST\"],\"complexity\":[\"INTERNATIONAL_OPERATIONS\","
            + "\"ADVANCED_OPERATIONS_REQUIREMENTS\",\"ADVANCED_SYSTEM_LINK\",\"COMPLEX_STRUCTURE\","
            + "\"COMPLEX_CONTRACT\"],\"headcount\":260,\"annualContractValue\":2600000000}";

    private LargeCandidate() {}

    /** Some 420 kB of JSON. */
    public static String json(String candidateId) {
        StringBuilder projects = new StringBuilder();
        for (int number = 0; number < 500; number++) {
            projects.append(number == 0 ? "" : ",").append(PROJECT.formatted(number, "t".repeat(350)));
        }
        return "{\"candidateId\":\"" + candidateId + "\",\"asOf\":\"2026-03-31\",\"projects\":[" + projects + "]}";
    }
}
