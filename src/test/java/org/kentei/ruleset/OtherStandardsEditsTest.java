package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kentei.RulesFolder;
import org.kentei.meaning.ClauseMeaning;
import org.kentei.meaning.ClauseMeaning.Possible;
import org.kentei.meaning.EditMeaning;
import org.kentei.meaning.EditMeaning.SearchBounds;
import org.kentei.meaning.RuleReach;
import org.kentei.page.view.RuleSources;
import org.kentei.vocabulary.Criterion;

/** What an edit of the rules of a made-up category means, which rules nobody can meet, and which are refused. */
class OtherStandardsEditsTest {

    private static final SearchBounds ENOUGH = new SearchBounds(400, Duration.ofMinutes(10));

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
}
