package org.kentei.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.rule.Condition.AllOf;
import org.kentei.vocabulary.Validity;

class RulesByConclusionTest {

    private static final FactType PROJECT = FactType.named("ConsideredProject");

    private final RuleText ofSheet = rule("OM7", "meetsSize", List.of());
    private final RuleText shared =
            rule(null, "playsRole", List.of(new Absence(PROJECT, new AllOf(List.of()), List.of())));

    private static RuleText rule(@Nullable String sheet, String consequence, List<Absence> absences) {
        return new RuleText(
                consequence,
                sheet,
                null,
                "CLAUSE",
                "A paraphrase.",
                "file.drl",
                1,
                "",
                PROJECT,
                Conditions.number("headcount", Operator.AT_LEAST, 10),
                PROJECT.consequences().get(consequence),
                null,
                absences,
                Validity.ALWAYS,
                List.of());
    }

    @Test
    void rules_are_found_by_their_sheet_and_conclusion() {
        RulesByConclusion rules = new RulesByConclusion(List.of(ofSheet, shared));

        assertThat(rules.of("OM7", ConclusionType.MEETS_SIZE)).containsExactly(ofSheet);
        assertThat(rules.of("OM7", ConclusionType.PLAYS_ROLE)).isEmpty();
        assertThat(rules.of("OM6", ConclusionType.MEETS_SIZE)).isEmpty();
        assertThat(rules.shared(ConclusionType.PLAYS_ROLE)).containsExactly(shared);
        assertThat(rules.shared(ConclusionType.MEETS_SIZE)).isEmpty();
    }

    @Test
    void a_rule_holds_for_facts_of_its_type_that_meet_its_condition() {
        Fact rated = Conditions.rated(1);

        assertThat(ofSheet.holds(Conditions.project("P-1", 10L))).isTrue();
        assertThat(ofSheet.holds(Conditions.project("P-1", 9L))).isFalse();
        assertThat(ofSheet.holds(rated)).isFalse();
    }

    @Test
    void only_a_rule_with_absences_matches_other_facts() {
        assertThat(ofSheet.matchesOtherFacts()).isFalse();
        assertThat(shared.matchesOtherFacts()).isTrue();
    }
}
