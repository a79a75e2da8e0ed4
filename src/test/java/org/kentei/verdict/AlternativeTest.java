package org.kentei.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.fact.Fact;
import org.kentei.rule.Conditions;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;
import org.kentei.verdict.Alternative.UnmetCondition;

class AlternativeTest {

    private static final RuleText RULE = RulesFolder.ruleset().rule("OM7 size A: a project of the level's size");

    private final Fact ten = Conditions.project("P-1", 10L);
    private final Fact twenty = Conditions.project("P-2", 20L);

    private static UnmetCondition persons(long required, @Nullable Fact fact) {
        return new UnmetCondition(RULE, Conditions.number("headcount", Operator.AT_LEAST, required), fact);
    }

    private static UnmetCondition users(@Nullable Fact fact) {
        return new UnmetCondition(RULE, Conditions.number("annualUsers", Operator.AT_LEAST, 5), fact);
    }

    private static Alternative alternative(UnmetCondition... unmet) {
        return new Alternative(List.of(unmet));
    }

    @Test
    void the_distance_is_the_missing_share_and_at_most_one() {
        assertThat(persons(40, ten).distance()).isEqualTo(0.75);
        assertThat(persons(40, null).distance()).isEqualTo(1);
        assertThat(new UnmetCondition(RULE, Conditions.number("headcount", Operator.LESS_THAN, 2), ten).distance())
                .isEqualTo(1);
    }

    @Test
    void fewer_conditions_are_nearer_and_then_the_smaller_distance() {
        Alternative one = alternative(persons(40, ten));
        Alternative nearer = alternative(persons(40, twenty));
        Alternative two = alternative(persons(11, ten), users(ten));

        assertThat(Alternative.nearer(one, two)).isSameAs(one);
        assertThat(Alternative.nearer(two, one)).isSameAs(one);
        assertThat(Alternative.nearer(one, nearer)).isSameAs(nearer);
        assertThat(Alternative.nearer(one, alternative(persons(40, ten)))).isSameAs(one);
        assertThat(Alternative.nearer(null, one)).isSameAs(one);
        assertThat(Alternative.nearer(one, null)).isSameAs(one);
        assertThat(Alternative.nearer(null, null)).isNull();
    }

    @Test
    void of_two_figures_that_are_not_stated_the_smaller_one_is_nearer() {
        Alternative many = alternative(persons(35, null));
        Alternative few = alternative(persons(15, null));

        assertThat(Alternative.nearer(many, few)).isSameAs(few);
        assertThat(Alternative.nearestFirst(List.of(many, few), () -> {})).containsExactly(few, many);
    }

    @Test
    void a_condition_that_another_covers_is_listed_once() {
        Alternative both = alternative(persons(40, ten)).and(alternative(persons(30, ten), users(ten)));

        assertThat(both.unmet()).containsExactly(persons(40, ten), users(ten));
        assertThat(alternative(persons(30, ten))
                        .and(alternative(persons(40, ten)))
                        .unmet())
                .containsExactly(persons(40, ten));
        assertThat(alternative(persons(40, ten))
                        .and(alternative(persons(30, twenty)))
                        .unmet())
                .hasSize(2);
    }

    @Test
    void the_same_condition_on_another_fact_is_covered() {
        assertThat(alternative(persons(40, ten))
                        .and(alternative(persons(40, twenty)))
                        .unmet())
                .containsExactly(persons(40, ten));
    }

    @Test
    void an_empty_shortfall_adds_nothing() {
        Alternative one = alternative(persons(40, ten));

        assertThat(one.and(Alternative.NOTHING_MISSING)).isSameAs(one);
        assertThat(Alternative.NOTHING_MISSING.and(one)).isSameAs(one);
    }

    @Test
    void only_lower_bounds_of_one_property_cover_each_other() {
        UnmetCondition below = new UnmetCondition(RULE, Conditions.number("headcount", Operator.LESS_THAN, 5), ten);

        assertThat(alternative(persons(40, ten)).and(alternative(below)).unmet())
                .hasSize(2);
        assertThat(alternative(below).and(alternative(persons(3, ten))).unmet()).hasSize(2);
        assertThat(alternative(persons(40, ten)).and(alternative(users(ten))).unmet())
                .hasSize(2);
    }

    @Test
    void an_alternative_that_includes_a_nearer_one_is_left_out() {
        Alternative near = alternative(persons(40, ten));
        Alternative far = alternative(users(ten), persons(40, ten));
        Alternative other = alternative(users(twenty), persons(30, twenty));

        assertThat(Alternative.nearestFirst(List.of(far, other, near), () -> {}))
                .containsExactly(near, other);
    }

    @Test
    void sorting_stops_at_the_deadline() {
        assertThatThrownBy(() -> Alternative.nearestFirst(List.of(alternative(users(ten))), () -> {
                    throw new IllegalStateException("over");
                }))
                .hasMessage("over");
    }
}
