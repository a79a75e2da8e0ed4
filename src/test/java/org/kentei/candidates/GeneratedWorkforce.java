package org.kentei.candidates;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes as many candidates as are wanted, the same ones for the same seed: people of all four fields and all levels,
 * most of them near the thresholds of the level that they aim at.
 *
 * <p>{@code java -cp target/test-classes org.kentei.candidates.GeneratedWorkforce candidates.ndjson 100000 1}
 */
public final class GeneratedWorkforce {

    private record Field(
            String code,
            int top,
            List<String> phases,
            List<String> accomplishments,
            List<String> complexity,
            List<String> areas) {}

    private static final List<String> PLANNING_AND_IMPLEMENTATION = List.of("PLANNING", "IMPLEMENTATION");
    private static final List<String> ROLES =
            List.of("MEMBER", "LEADER", "RESPONSIBLE", "RESPONSIBLE_FOR_CUSTOMERS", "RESPONSIBLE_FOR_WHOLE");
    private static final List<String> DEPTHS = List.of(
            "PERFORMS_INDEPENDENTLY",
            "GUIDES_SUBORDINATES",
            "CONTRIBUTES_TO_COMPANY",
            "CONTRIBUTES_TO_INDUSTRY",
            "LEADS_INDUSTRY");
    private static final List<String> KINDS = List.of(
            "PROFESSIONAL_COMMUNITY",
            "BOOK",
            "EXTERNAL_PAPER",
            "INTERNAL_PAPER",
            "EXTERNAL_INSTRUCTOR",
            "INTERNAL_INSTRUCTOR",
            "PATENT_APPLICATION");
    private static final int[] MONTHS = {12, 24, 36, 36, 36};
    private static final int[] PERSONS = {5, 35, 75, 150, 250};
    private static final int[] NEEDED_KINDS = {0, 1, 3, 4, 5};
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    private static final List<Field> FIELDS = List.of(
            new Field(
                    "OPERATIONS_MANAGEMENT",
                    7,
                    PLANNING_AND_IMPLEMENTATION,
                    List.of(
                            "SERVICE_LEVEL",
                            "CUSTOMER_SATISFACTION",
                            "SECURITY",
                            "RELIABILITY",
                            "EFFECTIVENESS",
                            "OPTIMAL_COST"),
                    List.of(
                            "INTERNATIONAL_OPERATIONS",
                            "ADVANCED_OPERATIONS_REQUIREMENTS",
                            "ADVANCED_INFRASTRUCTURE_REQUIREMENTS",
                            "ADVANCED_SYSTEM_LINK",
                            "COMPLEX_STRUCTURE",
                            "COMPLEX_CONTRACT",
                            "INTERNATIONALLY_ADVANCED_OPERATIONS"),
                    List.of("SERVICE_LEVEL_MANAGEMENT", "RISK_PREVENTION")),
            new Field(
                    "SYSTEM_MANAGEMENT",
                    6,
                    PLANNING_AND_IMPLEMENTATION,
                    List.of("MAINTENANCE_MANAGEMENT", "DESIGN_AND_CONSTRUCTION", "ACCEPTANCE_CRITERIA"),
                    List.of(
                            "ADVANCED_OPERATIONS_REQUIREMENTS",
                            "COMPLEX_OPERATING_SYSTEM",
                            "ADVANCED_APPLICATION_REQUIREMENTS",
                            "COMPLEX_STRUCTURE",
                            "COMPLEX_CONTRACT"),
                    List.of("DATABASE_MANAGEMENT", "SECURITY")),
            new Field(
                    "OPERATIONS",
                    4,
                    List.of("OPERATION"),
                    List.of("JOB_IMPROVEMENT", "UNSCHEDULED_TASKS", "STAKEHOLDER_SATISFACTION"),
                    List.of(
                            "COMPLEX_OPERATING_SYSTEM",
                            "ADVANCED_BUSINESS_REQUIREMENTS",
                            "COMPLEX_STRUCTURE",
                            "COMPLEX_CONTRACT"),
                    List.of("SOFTWARE", "HARDWARE")),
            new Field(
                    "SERVICE_DESK",
                    4,
                    PLANNING_AND_IMPLEMENTATION,
                    List.of("SERVICE_LEVEL", "CUSTOMER_SATISFACTION", "EFFECTIVENESS"),
                    List.of(
                            "ADVANCED_SUPPORT_SYSTEM",
                            "ADVANCED_NETWORK_REQUIREMENTS",
                            "ADVANCED_APPLICATION_REQUIREMENTS",
                            "COMPLEX_STRUCTURE",
                            "COMPLEX_CONTRACT"),
                    List.of("TECHNOLOGY", "MANAGEMENT")));

    private final SplittableRandom random;

    public GeneratedWorkforce(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Writes a file: its name, how many candidates, the seed. */
    public static void main(String... arguments) throws IOException {
        GeneratedWorkforce candidates = new GeneratedWorkforce(Long.parseLong(arguments[2]));
        try (BufferedWriter lines = Files.newBufferedWriter(Path.of(arguments[0]))) {
            for (int number = 1; number <= Integer.parseInt(arguments[1]); number++) {
                lines.write(candidates.next("E-" + number));
                lines.write('\n');
            }
        }
    }

    /** Some candidates with the ids PREFIX-1 and so on, the same ones for the same prefix. */
    public static List<String> candidates(int count, String prefix) {
        GeneratedWorkforce generator = new GeneratedWorkforce(prefix.hashCode());
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> generator.next(prefix + "-" + number))
                .toList();
    }

    /** The next candidate's JSON, on one line. */
    public String next(String candidateId) {
        Field field = FIELDS.get(random.nextInt(FIELDS.size()));
        int level = 3 + random.nextInt(field.top() - 2);
        int rung = level - 3;
        StringBuilder json = new StringBuilder(800);
        json.append("{\"candidateId\":\"")
                .append(candidateId)
                .append("\",\"asOf\":\"")
                .append(AS_OF)
                .append('"');
        json.append(",\"projects\":[");
        int projects = 1 + random.nextInt(3);
        LocalDate from = AS_OF.minusMonths(MONTHS[rung] + 30).plusDays(1);
        for (int number = 1; number <= projects; number++) {
            LocalDate to =
                    from.plusMonths(MONTHS[rung] / projects + random.nextInt(3)).minusDays(oneIn(6) ? 2 : 1);
            project(json, number, field, rung, from, to);
            from = to.plusDays(oneIn(4) ? 20 : 1);
        }
        json.append("],\"specialties\":[{\"specialtyField\":\"")
                .append(field.code())
                .append("\",\"area\":\"")
                .append(field.areas().get(random.nextInt(2)))
                .append("\",\"depth\":\"")
                .append(DEPTHS.get(near(rung, DEPTHS.size())))
                .append("\"}],\"contributions\":[");
        int kinds = Math.min(KINDS.size(), Math.max(0, NEEDED_KINDS[rung] + (oneIn(5) ? -1 : random.nextInt(2))));
        for (int kind = 0; kind < kinds; kind++) {
            json.append(kind == 0 ? "" : ",")
                    .append("{\"kind\":\"")
                    .append(KINDS.get(kind))
                    .append("\",\"specialtyField\":\"")
                    .append(field.code())
                    .append("\",\"date\":\"")
                    .append(AS_OF.minusDays(random.nextInt(2000)))
                    .append("\"}");
        }
        json.append("],\"subordinateDevelopment\":[");
        json.append(oneIn(10) ? "" : "{\"method\":\"COACHING\",\"from\":\"2024-04-01\"}");
        json.append("],\"examinations\":[").append(oneIn(3) ? "{\"code\":\"AP\",\"passedOn\":\"2010-06-20\"}" : "");
        return json.append("]}").toString();
    }

    private void project(StringBuilder json, int number, Field field, int rung, LocalDate from, LocalDate to) {
        json.append(number == 1 ? "" : ",").append("{\"projectId\":\"P-").append(number);
        json.append("\",\"specialtyField\":\"").append(field.code());
        json.append("\",\"role\":\"").append(ROLES.get(near(rung, ROLES.size())));
        json.append("\",\"phases\":").append(list(field.phases()));
        json.append(",\"from\":\"").append(from).append("\",\"to\":\"").append(to);
        json.append("\",\"successful\":").append(!oneIn(20));
        json.append(",\"accomplishments\":")
                .append(list(oneIn(10) ? field.accomplishments().subList(1, 2) : field.accomplishments()));
        int criteria =
                Math.min(field.complexity().size(), (rung == 4 ? 3 : 2) + random.nextInt(3) - (oneIn(6) ? 1 : 0));
        json.append(",\"complexity\":").append(list(field.complexity().subList(0, criteria)));
        int persons = PERSONS[rung] * (80 + random.nextInt(80)) / 100;
        json.append(",\"headcount\":").append(persons);
        if (oneIn(3)) {
            json.append(",\"annualContractValue\":").append(persons * 10_000_000L / 100 * (60 + random.nextInt(60)));
        }
        json.append('}');
    }

    private int near(int rung, int rungs) {
        int step = oneIn(8) ? -1 : oneIn(8) ? 1 : 0;
        return Math.max(0, Math.min(rungs - 1, rung + step));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private static String list(List<String> codes) {
        return codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
