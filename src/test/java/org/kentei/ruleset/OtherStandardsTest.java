package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.rule.RuleText;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Verdict;

/** What clauses of neighbouring standards ask, each as a rule of a made-up category beside the project's own rules. */
class OtherStandardsTest {

    private static final String ADMINISTRATOR = """
            { "candidateId": "N-1", "asOf": "2026-03-31",
              "projects": [{
                "projectId": "P-1", "specialtyField": "NETWORK_ADMINISTRATION", "role": "ENGINEER", "phases": ["PLANNING"],
                "from": "2021-04-01", "to": "2023-03-31", "successful": true,
                "accomplishments": ["SERVICE_LEVEL", "SECURITY", "OPTIMAL_COST"],
                "complexity": ["MANY_SITES", "MANY_VENDORS", "COMPLEX_CONTRACT"] }],
              "specialties": [
                { "specialtyField": "NETWORK_ADMINISTRATION", "area": "ROUTING", "depth": "MASTERS" },
                { "specialtyField": "NETWORK_ADMINISTRATION", "area": "WIRELESS", "depth": "KNOWS" }],
              "contributions": [
                { "kind": "BOOK", "specialtyField": "NETWORK_ADMINISTRATION", "date": "2023-04-01" },
                { "kind": "INTERNAL_PAPER", "specialtyField": "NETWORK_ADMINISTRATION", "date": "2025-05-01" }],
              "subordinateDevelopment": [
                { "method": "MENTORING", "from": "2020-04-01", "to": "2020-09-30" },
                { "method": "COACHING", "from": "2022-04-01", "to": "2022-09-30" }] }
            """;
    private static final String PLANNER = """
            { "candidateId": "N-2", "asOf": "2026-03-31",
              "projects": [
                { "projectId": "P-1", "specialtyField": "NETWORK_PLANNING", "role": "ENGINEER", "phases": ["PLANNING"],
                  "from": "2021-04-01", "to": "2022-03-31", "successful": true, "headcount": 50 },
                { "projectId": "P-2", "specialtyField": "NETWORK_PLANNING", "role": "ENGINEER", "phases": ["OPERATION"],
                  "from": "2022-04-01", "to": "2023-03-31", "successful": true, "headcount": 80 }],
              "specialties": [{ "specialtyField": "NETWORK_PLANNING", "area": "TRAFFIC", "depth": "MASTERS" }],
              "contributions": [
                { "kind": "BOOK", "specialtyField": "NETWORK_PLANNING", "date": "2020-04-01" },
                { "kind": "INTERNAL_PAPER", "specialtyField": "NETWORK_PLANNING", "date": "2020-05-01" },
                { "kind": "EXTERNAL_PAPER", "specialtyField": "NETWORKING", "date": "2020-06-01" }] }
            """;
    private static final String DIRECTOR = """
            { "candidateId": "N-3", "asOf": "2026-03-31",
              "projects": [
                { "projectId": "P-1", "specialtyField": "NETWORK_PROGRAMME", "role": "DIRECTOR", "from": "2021-04-01",
                  "to": "2022-03-31", "successful": true, "headcount": 90 },
                { "projectId": "P-2", "specialtyField": "NETWORK_PROGRAMME", "role": "DIRECTOR", "from": "2021-04-01",
                  "successful": true, "headcount": 120 },
                { "projectId": "P-3", "specialtyField": "NETWORK_PROGRAMME", "role": "DIRECTOR", "from": "2021-04-01",
                  "successful": true, "headcount": 20 },
                { "projectId": "P-4", "specialtyField": "NETWORK_PROGRAMME", "role": "DIRECTOR", "from": "2021-04-01",
                  "successful": true, "headcount": 90 }] }
            """;

    /** What a clause asks: who just meets its sheet, what makes that candidate fall short, and by how much. */
    private enum Asked {
        THREE_OF_SIX_ACCOMPLISHMENTS(
                ADMINISTRATOR,
                "\"SECURITY\", ",
                "",
                "NA4.RESPONSIBILITIES.ACCOMPLISHMENTS: accomplishmentsAmong 3, 2 there, 1 missing"),
        TWO_CRITERIA_OF_A_PART_OF_THE_LIST(
                ADMINISTRATOR, "\"MANY_SITES\", ", "", "NA4.COMPLEXITY: criteriaAmong 2, 1 there, 1 missing"),
        ROLE_WITHIN_A_SPAN(
                ADMINISTRATOR, "ENGINEER", "DIRECTOR", "NA4.RESPONSIBILITIES.ROLE: role ARCHITECT, DIRECTOR there"),
        ROLE_BELOW_A_SPAN(
                ADMINISTRATOR, "ENGINEER", "TRAINEE", "NA4.RESPONSIBILITIES.ROLE: role ENGINEER, TRAINEE there"),
        MONTHS_IN_ONE_PHASE_OR_IN_ANOTHER(
                ADMINISTRATOR,
                "2023-03-31",
                "2023-03-30",
                "NA4.RESPONSIBILITIES: monthsInPhase 24, 23 there, 1 missing",
                "NA4.RESPONSIBILITIES: monthsInPhase 36, 0 there, 36 missing"),
        MONTHS_IN_ANOTHER_PHASE(
                ADMINISTRATOR.replace("PLANNING", "OPERATION").replace("2023-03-31", "2024-03-31"),
                "2024-03-31",
                "2024-02-28",
                "NA4.RESPONSIBILITIES: monthsInPhase 36, 34 there, 2 missing",
                "NA4.RESPONSIBILITIES: monthsInPhase 24, 0 there, 24 missing"),
        ONE_AREA_DEEP(ADMINISTRATOR, "MASTERS", "APPLIES", "NA4.SPECIALTY: areasAtDepth 1, 0 there, 1 missing"),
        TWO_AREAS(ADMINISTRATOR, "WIRELESS", "ROUTING", "NA4.SPECIALTY: areasAtDepth 2, 1 there, 1 missing"),
        CONTRIBUTIONS_OF_THE_LAST_THREE_YEARS(
                ADMINISTRATOR, "2023-04-01", "2023-03-31", "NA4.SUCCESSION: kindsOfLastYears 2, 1 there, 1 missing"),
        SUBORDINATES_DEVELOPED_FOR_A_YEAR_IN_ALL(
                ADMINISTRATOR,
                "2022-09-30",
                "2022-07-31",
                "NA4.SUBORDINATES: developmentMonths 12, 10 there, 2 missing"),
        TWO_PROJECTS_THAT_EACH_REACH_THE_SIZE(
                PLANNER,
                "\"headcount\": 80",
                "\"headcount\": 49",
                "NP4.SIZE: headcount 50, 49 there, 1 missing",
                "NP4.RESPONSIBILITIES: projects 2, 1 there, 1 missing",
                "NP4.RESPONSIBILITIES: monthsInRole 24, 12 there, 12 missing"),
        ROLE_HELD_EXACTLY(
                PLANNER.replace("\"role\": \"ENGINEER\"", "\"role\": \"ENGINEER\""),
                "ENGINEER",
                "ARCHITECT",
                "NP4.RESPONSIBILITIES.ROLE: role ENGINEER, ARCHITECT there"),
        MONTHS_IN_A_ROLE(
                PLANNER, "2023-03-31", "2023-01-31", "NP4.RESPONSIBILITIES: monthsInRole 24, 22 there, 2 missing"),
        THE_PHASE_COUNTED_APART(
                PLANNER.replace("2021-04-01", "2021-01-01"),
                "2022-03-31",
                "2021-11-30",
                "NP4.RESPONSIBILITIES: monthsInPhase 12, 11 there, 1 missing"),
        EITHER_A_SPECIALTY_OR_AN_EXAMINATION(
                PLANNER,
                "MASTERS",
                "APPLIES",
                "NP4.SPECIALTY.A: depth MASTERS, APPLIES there",
                "NP4.SPECIALTY.B: code NX, null there"),
        EITHER_CONTRIBUTIONS_OR_SUBORDINATES(
                PLANNER,
                "INTERNAL_PAPER",
                "BOOK",
                "NP4.SUCCESSION.A: kinds 3, 2 there, 1 missing",
                "NP4.SUCCESSION.B: developmentMonths 24, 0 there, 24 missing"),
        THE_THREE_LARGEST_PROJECTS_TOGETHER(
                DIRECTOR,
                "\"headcount\": 120",
                "\"headcount\": 119",
                "NG5.SIZE: headcountOfLargest 300, 299 there, 1 missing");

        private final String meets;
        private final String text;
        private final String instead;
        private final List<String> shortBy;

        Asked(String meets, String text, String instead, String... shortBy) {
            this.meets = meets;
            this.text = text;
            this.instead = instead;
            this.shortBy = List.of(shortBy);
        }

        private String fallsShort() {
            assertThat(meets).contains(text);
            return meets.replace(text, instead);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_candidate_who_just_meets_the_clause_is_certified_and_one_short_of_it_learns_by_how_much(Asked asked) {
        FieldVerdict met = field(asked.meets);
        FieldVerdict notMet = field(asked.fallsShort());

        assertThat(met.certifiedLevel()).isNotNull();
        assertThat(notMet.certifiedLevel()).isNull();
        assertThat(shortfalls(asked.fallsShort())).containsAll(asked.shortBy);
    }

    @Test
    void drools_itself_decides_the_same_by_the_text_of_the_rules() {
        SortedMap<String, byte[]> files =
                new TreeMap<>(SecondCategory.ruleset().files().byName());
        files.keySet().removeIf(file -> SecondCategory.isSheetOfTheFirst(file));
        List<RuleText> rules = SecondCategory.ruleset().rules().stream()
                .filter(rule -> files.containsKey(rule.file()))
                .toList();
        try (Ruleset byText =
                DrlEngine.of(new RulesetFiles(files), SecondCategory.ruleset().vocabulary(), rules)) {
            for (Asked asked : Asked.values()) {
                for (String candidate : List.of(asked.meets, asked.fallsShort())) {
                    FieldVerdict decided = field(candidate);

                    assertThat(new WatchedSession(byText, any -> true)
                                    .decide(read(candidate))
                                    .fields())
                            .as("%s", asked)
                            .contains(decided);
                }
            }
        }
    }

    @Test
    void the_other_way_to_a_criterion_is_enough() {
        String withoutSpecialty = PLANNER.replace("MASTERS", "KNOWS");
        String withoutBook = PLANNER.replace("BOOK", "EXTERNAL_PAPER");

        assertThat(field(with(
                                withoutSpecialty,
                                "\"examinations\": [{ \"code\": \"NX\", \"passedOn\": \"2026-03-31\" }]"))
                        .certifiedLevel())
                .isEqualTo(4);
        assertThat(field(with(
                                withoutSpecialty,
                                "\"examinations\": [{ \"code\": \"NX\", \"passedOn\": \"2026-04-01\" }]"))
                        .certifiedLevel())
                .isNull();
        assertThat(field(with(
                                withoutBook,
                                "\"subordinateDevelopment\": [{ \"method\": \"OTHER\", \"from\": \"2024-04-01\" }]"))
                        .certifiedLevel())
                .isEqualTo(4);
        assertThat(field(with(
                                withoutBook,
                                "\"subordinateDevelopment\": [{ \"method\": \"OTHER\", \"from\": \"2024-04-02\" }]"))
                        .certifiedLevel())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                THREE_OF_SIX_ACCOMPLISHMENTS | In project P-1, three of the accomplishments “Kept the agreed service level”, “Satisfied the customer”, “Assured security”, “Assured reliability”, “Assured effectiveness”, “Kept cost optimal” are required, two are there: one is missing.
                ROLE_WITHIN_A_SPAN | In project P-1, the role “Network architect” or a lower one is required, “Network director” is there.
                ROLE_HELD_EXACTLY | In project P-1, exactly the role “Network engineer” is required, “Network architect” is there.
                MONTHS_IN_ONE_PHASE_OR_IN_ANOTHER | 24 months of experience in the phase “Planning” are required, 23 are there: 1 is missing.
                ONE_AREA_DEEP | One area at the depth “Masters the area” or deeper is required, none is there: one is missing.
                CONTRIBUTIONS_OF_THE_LAST_THREE_YEARS | Two kinds of contribution of the last 3 years are required, one is there: one is missing.
                TWO_PROJECTS_THAT_EACH_REACH_THE_SIZE | Two counted projects are required, one is there: one is missing.
                THE_THREE_LARGEST_PROJECTS_TOGETHER | 300 persons at peak in the 3 largest projects together are required, 299 are there: 1 is missing.
                """)
    void a_shortfall_reads_as_a_sentence(Asked asked, String sentence) {
        assertThat(sentences(asked, Language.EN)).contains(sentence);
        assertThat(sentences(asked, Language.JA))
                .allSatisfy(one -> assertThat(one).doesNotContain("{").doesNotContainPattern("[a-z]{3}"));
    }

    @Test
    void what_is_missing_without_contributions_depends_on_the_other_way_to_the_criterion() {
        String nothing = PLANNER.replaceFirst("(?s)\"contributions\".*\\] }", "\"contributions\": [] }");
        String aYear =
                with(nothing, "\"subordinateDevelopment\": [{ \"method\": \"OTHER\", \"from\": \"2025-04-01\" }]");

        assertThat(shortfalls(nothing)).contains("NP4.SUCCESSION.B: developmentMonths 24, 0 there, 24 missing");
        assertThat(shortfalls(aYear)).contains("NP4.SUCCESSION.B: developmentMonths 24, 12 there, 12 missing");
        assertThat(shortfalls(nothing)).contains("NP4.SUCCESSION.B: developmentMonths 24, 0 there, 24 missing");
    }

    @Test
    void a_second_category_changes_nothing_for_the_first() {
        for (DecidedCase one : DecidedCase.all()) {
            Verdict alone = RulesFolder.ruleset().decide(one.candidate());
            Verdict beside = SecondCategory.ruleset().decide(one.candidate());

            assertThat(beside.fields().subList(0, 4)).as(one.name()).isEqualTo(alone.fields());
            assertThat(beside.certifiedLevel()).isEqualTo(alone.certifiedLevel());
            assertThat(beside.examination()).isEqualTo(alone.examination());
        }
    }

    @Test
    void a_tag_counts_in_its_own_category_only() {
        String tagged =
                PLANNER.replace("\"specialtyField\": \"NETWORKING\"", "\"specialtyField\": \"IT_SERVICE_MANAGEMENT\"");
        Verdict verdict = SecondCategory.ruleset().decide(read(PLANNER));

        assertThat(verdict.firings())
                .extracting(firing -> firing.conclusion())
                .contains("contribution EXTERNAL_PAPER/NETWORKING/2020-06-01 counts for NETWORK_PLANNING")
                .noneMatch(conclusion -> conclusion.endsWith("counts for OPERATIONS_MANAGEMENT"));
        assertThat(field(PLANNER).certifiedLevel()).isEqualTo(4);
        assertThat(field(tagged).certifiedLevel()).isNull();
    }

    @Test
    void each_category_has_its_own_ladders_and_refuses_those_of_the_other() {
        assertThatThrownBy(() -> read(PLANNER.replaceFirst("ENGINEER", "LEADER")))
                .isInstanceOfSatisfying(
                        InvalidCandidateException.class,
                        refused -> assertThat(refused.faults().toString())
                                .contains("/projects/0/role")
                                .contains("a role of `NETWORK_PLANNING`, one of"));
        assertThatThrownBy(() ->
                        read(PLANNER.replace("NETWORK_PLANNING", "SERVICE_DESK").replace("TRAFFIC", "TECHNOLOGY")))
                .isInstanceOfSatisfying(
                        InvalidCandidateException.class,
                        refused -> assertThat(refused.faults().toString())
                                .contains("/projects/0/role")
                                .contains("/specialties/0/depth"));
    }

    @Test
    void of_the_examinations_of_two_categories_the_higher_level_is_reported() {
        String both = "\"examinations\": [{ \"code\": \"AP\", \"passedOn\": \"2020-06-20\" },"
                + " { \"code\": \"NX\", \"passedOn\": \"2021-06-20\" }]";

        Verdict verdict = SecondCategory.ruleset().decide(read(with(PLANNER, both)));

        assertThat(verdict.examination().code()).isEqualTo("NX");
        assertThat(verdict.examination().level()).isEqualTo(4);
    }

    private static List<String> sentences(Asked asked, Language language) {
        ShortfallSentence sentence =
                new ShortfallSentence(new Labels(SecondCategory.ruleset().vocabulary(), language), language);
        return field(asked.fallsShort()).nextLevel().shortfalls().stream()
                .map(sentence::of)
                .toList();
    }

    private static List<String> shortfalls(String candidate) {
        return field(candidate).nextLevel().shortfalls().stream()
                .map(OtherStandardsTest::words)
                .toList();
    }

    private static String words(Shortfall shortfall) {
        return shortfall.clause() + ": " + shortfall.property().replaceFirst("\\(.*", "") + " " + shortfall.required()
                + ", " + shortfall.actual() + " there"
                + (shortfall.missing() == null ? "" : ", " + shortfall.missing() + " missing");
    }

    private static String with(String candidate, String more) {
        return candidate.replaceFirst("\\{ \"candidateId\"", "{ " + more + ", \"candidateId\"");
    }

    private static FieldVerdict field(String candidate) {
        Candidate read = read(candidate);
        String field = read.projects().get(0).specialtyField();
        return SecondCategory.ruleset().decide(read).fields().stream()
                .filter(one -> one.specialtyField().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate read(String candidate) {
        return new CandidateReader(SecondCategory.ruleset().vocabulary(), Clock.systemUTC())
                .read(candidate.getBytes(StandardCharsets.UTF_8));
    }
}
