package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.meaning.ClauseMeaning;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.meaning.RuleReach;
import org.kentei.page.Labels;
import org.kentei.page.Language;
import org.kentei.page.ShortfallSentence;
import org.kentei.page.view.RuleSources;
import org.kentei.rule.RuleText;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.Criterion;

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

    private static final SearchBounds ENOUGH = new SearchBounds(400, Duration.ofMinutes(10));

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

    /** Every figure of the made-up sheets raised or lowered, the depth and the roles moved. */
    @Test
    void a_changed_figure_is_shown_by_candidates_whose_level_differs() {
        RulesetFiles edited = SecondCategory.with(
                SecondCategory.NA4,
                ">= 3 )",
                ">= 4 )",
                SecondCategory.NA4,
                ") >= 24",
                ") >= 30",
                SecondCategory.NA4,
                "\"NO_DOWNTIME\" ) >= 2",
                "\"NO_DOWNTIME\" ) >= 3",
                SecondCategory.NA4,
                "areasAtDepth( \"MASTERS\" ) >= 1",
                "areasAtDepth( \"MASTERS\" ) >= 2",
                SecondCategory.NA4,
                "kindsOfLastYears( 3 )",
                "kindsOfLastYears( 2 )",
                SecondCategory.NA4,
                "developmentMonths >= 12",
                "developmentMonths >= 18",
                SecondCategory.NA4,
                "role.atMost( \"ARCHITECT\" )",
                "role.atMost( \"ENGINEER\" )",
                SecondCategory.NP4,
                "role.exactly( \"ENGINEER\" )",
                "role.exactly( \"ARCHITECT\" )",
                SecondCategory.NP4,
                "projects >= 2",
                "projects >= 3",
                SecondCategory.NP4,
                "kinds >= 3",
                "kinds >= 4",
                SecondCategory.NG5,
                ">= 300",
                ">= 301");
        try (Ruleset after = RulesFolder.compile(edited)) {
            EditMeaning meaning = EditMeaning.of(SecondCategory.ruleset(), after, ENOUGH);
            Map<String, ClauseMeaning> clauses =
                    meaning.clauses().stream().collect(Collectors.toMap(ClauseMeaning::subject, one -> one));

            assertThat(clauses).hasSize(11);
            clauses.forEach((clause, means) -> {
                assertThat(means.falls()).as(clause).isEqualTo(Possible.YES);
                if (!clause.equals("NP4.RESPONSIBILITIES.ROLE") && !clause.equals("NA4.SUCCESSION")) {
                    assertThat(means.rises()).as(clause).isEqualTo(Possible.NO);
                }
            });
            assertThat(clauses.get("NP4.RESPONSIBILITIES.ROLE").rises()).isEqualTo(Possible.YES);
            assertThat(clauses.get("NA4.RESPONSIBILITIES").words())
                    .containsExactly(
                            "`monthsInPhase(\"PLANNING\") >= 24` becomes `monthsInPhase(\"PLANNING\") >= 30`: 6"
                                    + " months more.");
            assertThat(clauses.get("NG5.SIZE").words())
                    .containsExactly(
                            "`headcountOfLargest(3) >= 300` becomes `headcountOfLargest(3) >= 301`: 1 person more.");
        }
    }

    @Test
    void a_rule_that_nobody_can_meet_is_found() {
        RulesetFiles edited = SecondCategory.with(
                SecondCategory.NA4,
                ">= 3 )",
                ">= 7 )",
                SecondCategory.NA4,
                "\"NO_DOWNTIME\" ) >= 2",
                "\"NO_DOWNTIME\" ) >= 4",
                SecondCategory.NA4,
                "kindsOfLastYears( 3 ) >= 2",
                "kindsOfLastYears( 3 ) >= 8",
                SecondCategory.NA4,
                "role.atMost( \"ARCHITECT\" )",
                "role.atMost( \"TRAINEE\" )",
                SecondCategory.NP4,
                "projects >= 2",
                "projects >= 501");
        try (Ruleset never = RulesFolder.compile(edited)) {
            assertThat(RuleReach.of(SecondCategory.ruleset().text())).isEmpty();
            assertThat(RuleReach.of(never.text()))
                    .filteredOn(remark -> remark.kind() == RuleReach.ReachType.NEVER)
                    .extracting(remark -> remark.rule().clause())
                    .containsExactlyInAnyOrder(
                            "NA4.RESPONSIBILITIES.ACCOMPLISHMENTS",
                            "NA4.COMPLEXITY",
                            "NA4.SUCCESSION",
                            "NA4.RESPONSIBILITIES.ROLE",
                            "NP4.RESPONSIBILITIES");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInPhase( "PLANNING" ) + 1 >= 24 | `monthsInPhase("PLANNING") + 1` is not an allowed condition
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInRole( "ENGINEER" ).inPhase( "PLANNING" ) >= 24 | is not an allowed condition
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInPhase >= 24 | `monthsInPhase` needs brackets with what it counts, such as `monthsInPhase( "…" )`
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInPhase( "PLANNING" ) | `monthsInPhase("PLANNING")` is a number; compare it with one
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInPhase( "PLANNING", "OPERATION" ) >= 24 | needs one code of phases in its brackets
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthsInPhase( "PLANING" ) >= 24 | Did you mean `PLANNING`?
                network-administration/NA4.drl | monthsInPhase( "PLANNING" ) >= 24 | monthInPhase( "PLANNING" ) >= 24 | Did you mean `monthsInPhase`?
                network-administration/NA4.drl | kindsOfLastYears( 3 ) | kindsOfLastYears( 0 ) | needs a whole number from 1 to 99 in its brackets
                network-administration/NA4.drl | "MANY_SITES", "MANY_VENDORS" | "MANY_SITES", "MANY_SITES" | needs two or more different codes of complexity
                network-administration/NA4.drl | "MANY_SITES", "MANY_VENDORS" | "MANY_SITES", "COMPLEX_STRUCTURE" | `COMPLEX_STRUCTURE` is not on the complexity list of NA4
                network-administration/NA4.drl | role.atLeast( "ENGINEER" ) | role.atLeast( "LEADER" ) | `LEADER` is not on the ladder of roles of NETWORK_ADMINISTRATION
                network-administration/NA4.drl | role.atLeast( "ENGINEER" ) | role == "ENGINEER" | `role` is ordinal: write `role.atLeast( "…" )`, `role.atMost( "…" )` or `role.exactly( "…" )`
                network-planning/NP4.drl | $subordinates : Subordinates( sheet == "NP4", developmentMonths >= 24 ) | $subordinates : Subordinates( sheet == "NP4" ) Succession( kinds >= 1 ) | The rule matches more than one fact
                network-planning/NP4.drl | $subordinates.satisfiesSuccession | $subordinates.satisfiesSize | A Subordinates has no consequence `satisfiesSize`
                network-programme/field.yaml | together: [SIZE] | together: [COMPLEXITY] | There is no criterion `COMPLEXITY` in `together`
                network-programme/field.yaml | '    together: [SIZE]' | '' | The sheet NG5 requires SIZE of each project. If projects may reach it together, add `together: [SIZE]`
                network-planning/field.yaml | 'criteria: [RESPONSIBILITIES, SIZE, SPECIALTY, SUCCESSION]' | 'criteria: [RESPONSIBILITIES, SIZE, SPECIALTY, SUCCESSION]\n    together: [SIZE]' | The projects of NP4 reach SIZE together
                network-planning/field.yaml | category: NETWORKING | category: NETWORKNG | The category `NETWORKNG` is not in vocabulary.yaml. Did you mean `NETWORKING`?
                """)
    void what_cannot_be_said_is_refused_with_a_reason(String file, String text, String instead, String message) {
        RulesetFiles edited = SecondCategory.with(
                file, text, String.valueOf(instead).replace("\\n", "\n").replace("null", ""));

        assertThatThrownBy(() -> RulesetCompiler.compile(edited))
                .isInstanceOfSatisfying(
                        InvalidRulesetException.class,
                        refused -> assertThat(refused.mistakes())
                                .anySatisfy(
                                        mistake -> assertThat(mistake.reason()).contains(message)));
    }

    @Test
    void short_reasons_on_pages_are_given_only_where_a_criterion_rests_on_its_usual_facts() {
        RuleSources rules = RuleSources.of(SecondCategory.files());

        assertThat(RulesFolder.vocabulary().sheets())
                .allSatisfy(sheet -> assertThat(Criterion.values())
                        .allMatch(criterion -> rules.restsOnUsualFacts(sheet.sheet(), criterion)));
        assertThat(Criterion.values())
                .filteredOn(criterion -> !rules.restsOnUsualFacts("NA4", criterion))
                .containsExactly(
                        Criterion.RESPONSIBILITIES, Criterion.SPECIALTY, Criterion.SUCCESSION, Criterion.SUBORDINATES);
        assertThat(Criterion.values())
                .filteredOn(criterion -> !rules.restsOnUsualFacts("NP4", criterion))
                .containsExactly(Criterion.RESPONSIBILITIES, Criterion.SPECIALTY, Criterion.SUCCESSION);
        assertThat(rules.restsOnUsualFacts("NG5", Criterion.SIZE)).isFalse();
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
