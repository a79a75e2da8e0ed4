package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kentei.EditedRules;
import org.kentei.RaisedMonths;
import org.kentei.RulesFolder;
import org.kentei.analysis.RulesetAnalysis;
import org.kentei.analysis.Warning.WarningType;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.cases.CaseRunner;
import org.kentei.cases.UntriedDays;
import org.kentei.rule.RuleText;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.source.Mistake;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Firing;
import org.kentei.verdict.SheetVerdict;
import org.kentei.verdict.SheetVerdict.NotInForce;
import org.kentei.verdict.Shortfall;
import org.kentei.verdict.Status;
import org.kentei.verdict.Verdict;

/** Rules, sheets and codes that are in force from a day to a day. */
class RulesInTimeTest {

    private static final String OM4 = RaisedMonths.FILE;
    private static final String FIELD = "operations-management/field.yaml";

    /** From 1 April 2027 on OM4 requires 30 months instead of 24. */
    private static final RulesetFiles RAISED = RaisedMonths.rules().files();

    private static final String CANDIDATE = """
            { "candidateId": "E-1", "asOf": "%s",
              "projects": [{ "projectId": "P-1", "specialtyField": "OPERATIONS_MANAGEMENT", "role": "LEADER",
                "phases": ["PLANNING", "IMPLEMENTATION"], "from": "2021-04-01", "to": "2023-03-31", "successful": true,
                "accomplishments": ["SERVICE_LEVEL", "CUSTOMER_SATISFACTION", "SECURITY", "RELIABILITY", "EFFECTIVENESS",
                  "OPTIMAL_COST"],
                "complexity": ["ADVANCED_OPERATIONS_REQUIREMENTS", "ADVANCED_INFRASTRUCTURE_REQUIREMENTS"],
                "headcount": 35 }],
              "specialties": [{ "specialtyField": "OPERATIONS_MANAGEMENT", "area": "SERVICE_LEVEL_MANAGEMENT",
                "depth": "GUIDES_SUBORDINATES" }],
              "contributions": [{ "kind": "BOOK", "specialtyField": "OPERATIONS_MANAGEMENT", "date": "2024-05-01" }],
              "subordinateDevelopment": [{ "method": "MENTORING", "from": "2023-04-01" }] }
            """;

    @Test
    void one_revision_decides_by_the_figure_that_is_in_force_on_the_as_of_date() {
        Ruleset ruleset = RulesFolder.compile(RAISED);

        Verdict before = decide(ruleset, "2027-03-31");
        Verdict since = decide(ruleset, "2027-04-01");

        assertThat(before.certifiedLevel()).isEqualTo(4);
        assertThat(since.certifiedLevel()).isEqualTo(3);
        Shortfall missing = since.fields().get(0).nextLevel().shortfalls().get(0);
        assertThat(missing.rule()).isEqualTo(RaisedMonths.LATER);
        assertThat(missing.condition()).isEqualTo("months >= 30");
        assertThat(missing.missing()).isEqualTo(6L);
        assertThat(rulesFired(before)).contains(RaisedMonths.EARLIER).doesNotContain(RaisedMonths.LATER);
        assertThat(rulesFired(since)).doesNotContain(RaisedMonths.EARLIER);
    }

    @ParameterizedTest
    @CsvSource({"1900-01-01, 24", "2027-03-31, 24", "2027-04-01, 30", "2200-12-31, 30"})
    void the_day_of_both_dates_is_the_first_day_of_the_later_rule(LocalDate day, int months) {
        RulesetText inForce = RulesFolder.compile(RAISED).text().on(day);

        assertThat(inForce.rules())
                .filteredOn(rule -> rule.clause().equals("OM4.RESPONSIBILITIES"))
                .allSatisfy(rule -> assertThat(rule.condition().text()).contains("months >= " + months))
                .hasSize(day.getYear() < 2008 ? 0 : 1);
    }

    @Test
    void the_engine_itself_and_what_is_read_of_the_rules_agree_on_each_day() {
        Ruleset ruleset = RulesFolder.compile(RAISED);
        for (LocalDate day = LocalDate.of(2027, 3, 25); day.isBefore(LocalDate.of(2027, 4, 8)); day = day.plusDays(1)) {
            Verdict verdict = decide(ruleset, day.toString());
            List<String> inForce =
                    ruleset.on(day).rules().stream().map(RuleText::name).toList();

            assertThat(inForce).as(day.toString()).containsAll(rulesFired(verdict));
            assertThat(verdict.certifiedLevel())
                    .isEqualTo(inForce.contains(RaisedMonths.EARLIER) ? Integer.valueOf(4) : Integer.valueOf(3));
        }
    }

    @Test
    void a_candidate_of_a_day_before_any_sheet_is_told_so_and_nothing_is_decided() {
        Verdict verdict = decide(RulesFolder.ruleset(), "2008-10-30");

        assertThat(verdict.noSheetInForce()).isTrue();
        assertThat(verdict.certifiedLevel()).isNull();
        assertThat(verdict.firings()).isEmpty();
        assertThat(verdict.fields()).hasSize(4).allSatisfy(field -> {
            assertThat(field.nextLevel()).isNull();
            assertThat(field.sheets()).allSatisfy(sheet -> {
                assertThat(sheet.met()).isFalse();
                assertThat(sheet.notInForce()).isEqualTo(new NotInForce(LocalDate.of(2008, 10, 31), null));
                assertThat(sheet.criteria())
                        .hasSize(6)
                        .allSatisfy(criterion -> assertThat(criterion.status()).isEqualTo(Status.NOT_APPLICABLE));
            });
        });
        assertThat(decide(RulesFolder.ruleset(), "2008-10-31").noSheetInForce()).isFalse();
    }

    @Test
    void a_sheet_takes_the_place_of_another_of_its_level() {
        EditedRules edited = new EditedRules()
                .with(
                        FIELD,
                        "  - sheet: OM4\n    level: 4\n",
                        "  - sheet: OM4B\n    level: 4\n    from: 2027-04-01\n    complexityList: domestic\n"
                                + "    criteria: [SPECIALTY]\n"
                                + "  - sheet: OM4\n    level: 4\n    until: 2027-04-01\n");
        RulesetFiles files = edited.with(
                        OM4, "// Operations Management, level 4.", "// Operations Management, level 4.")
                .files();
        var all = new java.util.TreeMap<>(files.byName());
        all.put("operations-management/OM4B.drl", """
                package org.kentei.rules

                import org.kentei.fact.*

                rule "OM4B specialty: an area held at the depth asked"
                    @sheet( OM4B ) @criterion( SPECIALTY ) @clause( OM4B.SPECIALTY )
                    @paraphrase( "Is a specialist." )
                when
                    $specialty : HeldSpecialty( sheet == "OM4B", depth.atLeast( "CONTRIBUTES_TO_COMPANY" ) )
                then
                    $specialty.satisfiesSpecialty();
                end
                """.getBytes(StandardCharsets.UTF_8));
        Ruleset ruleset = RulesFolder.compile(new RulesetFiles(all));

        FieldVerdict before = decide(ruleset, "2027-03-31").fields().get(0);
        FieldVerdict since = decide(ruleset, "2027-04-01").fields().get(0);

        assertThat(before.certifiedLevel()).isEqualTo(4);
        assertThat(since.certifiedLevel()).isEqualTo(3);
        assertThat(since.nextLevel().sheet()).isEqualTo("OM4B");
        assertThat(since.sheets())
                .extracting(SheetVerdict::sheet)
                .containsExactly("OM7", "OM6", "OM5", "OM4", "OM4B", "OM3");
        assertThat(since.sheets().get(3).notInForce()).isNotNull();
        assertThat(before.sheets().get(4).notInForce()).isNotNull();
    }

    @Test
    void a_code_that_is_not_in_force_on_the_as_of_date_is_a_fault_at_its_place() {
        Ruleset ruleset = RulesFolder.compile(new EditedRules()
                .with(
                        "vocabulary.yaml",
                        "{ code: BOOK, en: Book, ja: 著書 }",
                        "{ code: BOOK, en: Book, ja: 著書, until: 2027-04-01 }")
                .files());

        assertThat(decide(ruleset, "2027-03-31").certifiedLevel()).isEqualTo(4);
        assertThatThrownBy(() -> decide(ruleset, "2027-04-01"))
                .isInstanceOfSatisfying(InvalidCandidateException.class, refused -> {
                    Fault fault = refused.faults().get(0);
                    assertThat(fault.pointer()).isEqualTo("/contributions/0/kind");
                    assertThat(fault.detail())
                            .isEqualTo("`kind` is `BOOK`, which is in force before 2027-04-01; the as-of date is"
                                    + " 2027-04-01.");
                });
    }

    @Test
    void an_overlap_names_both_rules_and_the_days() {
        assertThat(mistakes(RaisedMonths.rules("2027-04-02", "2027-04-01").files()))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .asString()
                        .matches(
                                "operations-management/OM4.drl:\\d+: The clause `OM4.RESPONSIBILITIES` is already used by"
                                        + " the rule in operations-management/OM4.drl:\\d+; both are in force from 2027-04-01 and"
                                        + " before 2027-04-02\\."));
    }

    @Test
    void a_gap_names_both_rules_and_the_days() {
        RulesetFiles files = RaisedMonths.rules("2027-04-01", "2027-05-01").files();

        assertThat(mistakes(files))
                .extracting(Mistake::reason)
                .containsExactly("The sheet OM4 requires RESPONSIBILITIES, but none of its rules has the consequence"
                        + " `satisfiesResponsibilities` for as-of dates from 2027-04-01 and before 2027-05-01; the rule in"
                        + " operations-management/OM4.drl:34 ends before, the rule in operations-management/OM4.drl:47"
                        + " begins after.");
        RulesetFiles size = new EditedRules()
                .with(OM4, "@clause( OM4.SIZE.B )", "@clause( OM4.SIZE.B )")
                .with(
                        OM4,
                        "    @paraphrase( \"Succeeded in a smaller project, in the band below, that meets more of the"
                                + " complexity criteria.\" )\n",
                        "    @paraphrase( \"Succeeded in a smaller project, in the band below, that meets more of the"
                                + " complexity criteria.\" )\n    date-expires \"2027-04-01\"\n")
                .files();
        RulesetText text = RulesFolder.compile(size).text();
        assertThat(ClauseCatalogue.read(size, new ArrayList<>()).gaps(text))
                .singleElement()
                .extracting(Mistake::reason)
                .isEqualTo("No rule of the clause `OM4.SIZE.B` is in force from 2027-04-01: this one has"
                        + " `date-expires \"2027-04-01\"`.");
        RulesetFiles ended = new EditedRules()
                .with(
                        "operations-management/clauses.yaml",
                        "  - clause: OM4.SIZE.B\n",
                        "  - clause: OM4.SIZE.B\n    until: 2027-04-01\n")
                .files();
        assertThat(ClauseCatalogue.read(ended, new ArrayList<>()).gaps(text)).isEmpty();
        assertThat(ClauseCatalogue.read(ended, new ArrayList<>())
                        .gaps(RulesFolder.ruleset().text()))
                .singleElement()
                .extracting(Mistake::reason)
                .asString()
                .endsWith("its clause `OM4.SIZE.B` is in force before 2027-04-01.");
    }

    @Test
    void a_day_on_which_something_changes_is_tried_by_cases_on_the_day_before_and_on_the_day() {
        Ruleset ruleset = RulesFolder.compile(RAISED);

        assertThat(UntriedDays.of(
                        RulesFolder.ruleset().text(), CaseRunner.read(RulesFolder.ruleset(), new ArrayList<>())))
                .isEmpty();
        assertThat(UntriedDays.of(ruleset.text(), CaseRunner.read(ruleset, new ArrayList<>())))
                .singleElement()
                .extracting(Mistake::reason)
                .isEqualTo(
                        "Something begins or ends on 2027-04-01, and no case is as of 2027-03-31 or 2027-04-01. Write one"
                                + " into OM4.cases.yaml.");
        assertThat(RulesetAnalysis.warnings(ruleset, CaseRunner.report(ruleset), false))
                .extracting(warning -> warning.kind())
                .contains(WarningType.UNTRIED_DAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date-effective \"2027-02-30\" | `date-effective` must be a day written as year, month and day",
                "date-effective \"01-Apr-2027\" | `date-effective` must be a day written as year, month and day",
                "date-effective \"2027-4-1\" | `date-effective` must be a day written as year, month and day",
                "date-expires \"2027-04-01\" date-effective \"2027-04-01\" | The rule is never in force",
                "salience 10 | only `date-effective` and `date-expires` are allowed",
                "date-expires \"2028-04-01\" date-effective \"2027-04-01\" | There is `expires` where `effective` is expected",
                "enabled true | only `date-effective` and `date-expires` are allowed"
            })
    void other_attributes_and_other_dates_are_refused(String attribute, String reason) {
        RulesetFiles files = new EditedRules()
                .with(
                        "service-desk/SD4.drl",
                        "    @paraphrase( \"Ran a desk that served enough users in a year.\" )\n",
                        "    @paraphrase( \"Ran a desk that served enough users in a year.\" )\n    " + attribute
                                + "\n")
                .files();

        assertThat(mistakes(files)).extracting(Mistake::reason).anyMatch(told -> told.contains(reason));
    }

    private static Candidate candidate(Ruleset ruleset, String asOf) {
        return new CandidateReader(ruleset.vocabulary(), Clock.systemUTC())
                .read(CANDIDATE.formatted(asOf).getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict decide(Ruleset ruleset, String asOf) {
        return ruleset.decide(candidate(ruleset, asOf));
    }

    private static List<String> rulesFired(Verdict verdict) {
        return verdict.firings().stream().map(Firing::rule).distinct().toList();
    }

    private static List<Mistake> mistakes(RulesetFiles files) {
        try {
            RulesetCompiler.compile(files);
            return List.of();
        } catch (InvalidRulesetException invalid) {
            return invalid.mistakes();
        }
    }
}
