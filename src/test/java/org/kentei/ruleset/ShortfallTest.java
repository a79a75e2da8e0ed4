package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.kentei.vocabulary.Criterion.COMPLEXITY;
import static org.kentei.vocabulary.Criterion.RESPONSIBILITIES;
import static org.kentei.vocabulary.Criterion.SIZE;
import static org.kentei.vocabulary.Criterion.SPECIALTY;
import static org.kentei.vocabulary.Criterion.SUBORDINATES;
import static org.kentei.vocabulary.Criterion.SUCCESSION;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Project;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.verdict.NextLevel;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Verdict;

class ShortfallTest {

    private static final String OM = "OPERATIONS_MANAGEMENT";
    private static final String EXAMPLE = """
            {
              "candidateId": "E-1024",
              "asOf": "2026-03-31",
              "projects": [{
                "projectId": "P-1", "title": "Global payment platform operations",
                "specialtyField": "OPERATIONS_MANAGEMENT", "role": "RESPONSIBLE_FOR_WHOLE",
                "phases": ["PLANNING", "IMPLEMENTATION"], "from": "2021-04-01", "to": "2025-03-31", "successful": true,
                "accomplishments": ["SERVICE_LEVEL", "CUSTOMER_SATISFACTION", "SECURITY", "RELIABILITY", "EFFECTIVENESS", "OPTIMAL_COST"],
                "complexity": ["INTERNATIONAL_OPERATIONS", "ADVANCED_SYSTEM_LINK", "COMPLEX_STRUCTURE"],
                "headcount": 260, "annualContractValue": 2600000000, "annualUsers": 12000
              }],
              "specialties": [{ "specialtyField": "OPERATIONS_MANAGEMENT", "area": "SERVICE_LEVEL_MANAGEMENT", "depth": "LEADS_INDUSTRY" }],
              "contributions": [{ "kind": "BOOK", "specialtyField": "IT_SERVICE_MANAGEMENT", "date": "2022-05-01", "title": "..." }],
              "subordinateDevelopment": [{ "method": "MENTORING", "from": "2020-04-01", "to": "2021-03-31", "persons": 3 }],
              "examinations": [{ "code": "AP", "passedOn": "2008-06-20" }]
            }
            """;

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final Candidate example =
            new CandidateReader(ruleset.vocabulary(), Clock.systemUTC()).read(EXAMPLE.getBytes(StandardCharsets.UTF_8));

    @Test
    void one_kind_of_contribution_is_two_short_where_the_next_sheet_requires_three() {
        NextLevel next = nextLevel(OM, ruleset.decide(example));

        assertThat(next.sheet()).isEqualTo("OM5");
        assertThat(next.level()).isEqualTo(5);
        assertThat(next.shortfalls())
                .containsExactly(new Shortfall(
                        SUCCESSION,
                        1,
                        "OM5.SUCCESSION",
                        "OM5 succession: enough kinds of contribution",
                        "kinds >= 3",
                        "kinds",
                        3L,
                        1,
                        2L,
                        "kinds",
                        null));
    }

    @Test
    void two_hundred_persons_are_fifty_short_of_two_hundred_and_fifty() {
        Candidate candidate = changed(worked("OM7: just met"), project -> sized(project, 200L));

        assertThat(shortfalls(candidate, OM))
                .filteredOn(one -> one.condition().equals("headcount >= 250"))
                .containsExactly(
                        new Shortfall(
                                RESPONSIBILITIES,
                                1,
                                "OM7.SIZE.A",
                                "OM7 size A: a project of the level's size",
                                "headcount >= 250",
                                "headcount",
                                250L,
                                200L,
                                50L,
                                "persons",
                                "P-1"),
                        new Shortfall(
                                SIZE,
                                1,
                                "OM7.SIZE.A",
                                "OM7 size A: a project of the level's size",
                                "headcount >= 250",
                                "headcount",
                                250L,
                                200L,
                                50L,
                                "persons",
                                "P-1"));
        assertThat(shortfalls(candidate, OM))
                .filteredOn(one -> one.clause().equals("OM7.SIZE.B") && one.alternative() == 2)
                .containsExactly(new Shortfall(
                        SIZE,
                        2,
                        "OM7.SIZE.B",
                        "OM7 size B: a smaller project of more complexity",
                        "criteria >= 5",
                        "criteria",
                        5L,
                        3,
                        2L,
                        "criteria",
                        "P-1"));
    }

    @Test
    void the_three_ways_to_the_size_of_a_service_desk_are_all_listed_the_nearest_first() {
        List<Shortfall> ofSize = shortfalls(worked("SD4: annualUsers 2999"), "SERVICE_DESK").stream()
                .filter(one -> one.criterion() == SIZE)
                .toList();

        assertThat(ofSize)
                .containsExactly(
                        new Shortfall(
                                SIZE,
                                1,
                                "SD4.SIZE.C",
                                "SD4 size C: enough users",
                                "annualUsers >= 3000",
                                "annualUsers",
                                3000L,
                                2999L,
                                1L,
                                "users",
                                "P-1"),
                        new Shortfall(
                                SIZE,
                                2,
                                "SD4.SIZE.A",
                                "SD4 size A: enough persons",
                                "headcount >= 20",
                                "headcount",
                                20L,
                                null,
                                20L,
                                "persons",
                                "P-1"),
                        new Shortfall(
                                SIZE,
                                3,
                                "SD4.SIZE.B",
                                "SD4 size B: enough contract value",
                                "annualContractValue >= 100e6",
                                "annualContractValue",
                                100_000_000L,
                                null,
                                100_000_000L,
                                "yen",
                                "P-1"));
    }

    @Test
    void a_role_one_step_low_is_named_with_the_role_asked() {
        assertThat(shortfalls(worked("OM7: role one step lower"), OM))
                .containsExactly(new Shortfall(
                        RESPONSIBILITIES,
                        1,
                        "OM7.RESPONSIBILITIES.ROLE",
                        "OM7 role: responsible for the whole towards customers, in planning or implementation",
                        "role.atLeast(\"RESPONSIBLE_FOR_WHOLE\")",
                        "role",
                        "RESPONSIBLE_FOR_WHOLE",
                        "RESPONSIBLE_FOR_CUSTOMERS",
                        null,
                        null,
                        "P-1"));
    }

    @Test
    void a_depth_one_step_low_is_named_with_the_depth_asked() {
        assertThat(shortfalls(worked("SD4: depth one step lower"), "SERVICE_DESK"))
                .containsExactly(new Shortfall(
                        SPECIALTY,
                        1,
                        "SD4.SPECIALTY",
                        "SD4 specialty: an area held at the depth asked",
                        "depth.atLeast(\"GUIDES_SUBORDINATES\")",
                        "depth",
                        "GUIDES_SUBORDINATES",
                        "PERFORMS_INDEPENDENTLY",
                        null,
                        null,
                        null));
    }

    @Test
    void one_day_too_few_is_one_month_too_few() {
        assertThat(shortfalls(worked("OM7: one day short"), OM))
                .containsExactly(new Shortfall(
                        RESPONSIBILITIES,
                        1,
                        "OM5.RESPONSIBILITIES",
                        "OM5 time: long enough in every phase",
                        "months >= 36",
                        "months",
                        36L,
                        35,
                        1L,
                        "months",
                        null));
    }

    @Test
    void a_project_without_success_lacks_success_wherever_it_would_have_counted() {
        assertThat(shortfalls(worked("SD4: not successful"), "SERVICE_DESK"))
                .extracting(
                        Shortfall::criterion,
                        Shortfall::condition,
                        Shortfall::required,
                        Shortfall::actual,
                        Shortfall::projectId)
                .containsExactly(
                        tuple(RESPONSIBILITIES, "successful", true, false, "P-1"),
                        tuple(COMPLEXITY, "successful", true, false, "P-1"));
    }

    @Test
    void a_candidate_who_states_nothing_lacks_every_condition_of_the_lowest_sheet() {
        assertThat(nextLevel("OPERATIONS", ruleset.decide(worked("nothing at all")))
                        .sheet())
                .isEqualTo("OP3");
        assertThat(shortfalls(worked("nothing at all"), "OPERATIONS"))
                .allSatisfy(one -> assertThat(one.projectId()).isNull())
                .extracting(one -> one.criterion() + " " + one.condition())
                .contains(
                        "RESPONSIBILITIES months >= 12",
                        "RESPONSIBILITIES phases contains \"OPERATION\"",
                        "RESPONSIBILITIES role.atLeast(\"MEMBER\")",
                        "COMPLEXITY criteria >= 2",
                        "SPECIALTY depth.atLeast(\"PERFORMS_INDEPENDENTLY\")");
    }

    @Test
    void no_record_of_developing_subordinates_lacks_one() {
        assertThat(shortfalls(worked("SD4: no subordinate development"), "SERVICE_DESK"))
                .containsExactly(new Shortfall(
                        SUBORDINATES,
                        1,
                        "SD4.SUBORDINATES",
                        "SD4 subordinates: has developed some",
                        "records >= 1",
                        "records",
                        1L,
                        0,
                        1L,
                        "records",
                        null));
    }

    @Test
    void a_number_edited_in_a_rule_is_the_one_that_verdict_and_shortfall_speak_of() {
        Candidate candidate = worked("OM7: headcount 250");
        assertThat(nextLevel(OM, ruleset.decide(candidate))).isNull();

        try (Ruleset edited = RulesFolder.compile(
                ChangedRules.replacing("operations-management/OM7.drl", "headcount >= 250", "headcount >= 300")
                        .files())) {
            Verdict verdict = edited.decide(candidate);

            assertThat(verdict.certifiedLevel()).isEqualTo(6);
            assertThat(nextLevel(OM, verdict).shortfalls())
                    .filteredOn(one -> one.criterion() == SIZE)
                    .contains(new Shortfall(
                            SIZE,
                            1,
                            "OM7.SIZE.A",
                            "OM7 size A: a project of the level's size",
                            "headcount >= 300",
                            "headcount",
                            300L,
                            250L,
                            50L,
                            "persons",
                            "P-1"));
            assertThat(edited.decide(changed(candidate, project -> sized(project, 299L)))
                            .certifiedLevel())
                    .isEqualTo(6);
            assertThat(edited.decide(changed(candidate, project -> sized(project, 300L)))
                            .certifiedLevel())
                    .isEqualTo(7);
        }
    }

    @Test
    void a_number_that_is_not_stated_falls_short_of_the_start_of_a_band_and_not_of_its_end() {
        assertThat(shortfalls(worked("OM7: no size stated"), OM))
                .extracting(Shortfall::condition)
                .noneMatch(condition -> condition.contains("<"));
    }

    @Test
    void a_project_that_lacks_success_alone_lacks_no_criteria_that_a_level_above_has_seen() {
        assertThat(shortfalls(worked("OM7: not successful"), OM))
                .extracting(Shortfall::condition)
                .containsOnly("successful");
    }

    @Test
    void a_project_not_yet_begun_lacks_time_and_not_the_phases_it_states() {
        assertThat(shortfalls(worked("SD4: begins after the as-of date"), "SERVICE_DESK"))
                .extracting(Shortfall::property)
                .containsOnly("begun", "months");
    }

    private static Candidate worked(String name) {
        return DecidedCase.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .candidate();
    }

    private List<Shortfall> shortfalls(Candidate candidate, String field) {
        return nextLevel(field, ruleset.decide(candidate)).shortfalls();
    }

    private static NextLevel nextLevel(String field, Verdict verdict) {
        return verdict.fields().stream()
                .filter(one -> one.specialtyField().equals(field))
                .findFirst()
                .orElseThrow()
                .nextLevel();
    }

    private static Candidate changed(Candidate candidate, UnaryOperator<Project> change) {
        return CandidateGenerator.with(
                candidate, candidate.projects().stream().map(change).toList());
    }

    private static Project sized(Project project, long headcount) {
        return new Project(
                project.projectId(),
                project.title(),
                project.specialtyField(),
                project.role(),
                project.phases(),
                project.from(),
                project.to(),
                project.successful(),
                project.accomplishments(),
                project.complexity(),
                headcount,
                project.annualContractValue(),
                project.annualUsers());
    }
}
