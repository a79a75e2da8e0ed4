package org.kentei.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.fact.Fact;
import org.kentei.rule.Absence.Join;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.Condition.AnyOf;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.Condition.SimpleCondition;

class ConditionTest {

    private final Fact ten = Conditions.project("P-1", 10L);
    private final Fact unstated = Conditions.project("P-2", null);

    @Test
    void a_number_is_compared_and_its_distance_is_reported() {
        NumberComparison twelve = Conditions.number("headcount", Operator.AT_LEAST, 12);

        assertThat(twelve.holds(ten)).isFalse();
        assertThat(Conditions.number("headcount", Operator.AT_LEAST, 10).holds(ten))
                .isTrue();
        assertThat(twelve.required(ten)).isEqualTo(12L);
        assertThat(twelve.actual(ten)).isEqualTo(10L);
        assertThat(twelve.missing(ten)).isEqualTo(2L);
    }

    @Test
    void a_number_that_is_not_stated_meets_no_comparison_and_the_whole_number_is_missing() {
        NumberComparison twelve = Conditions.number("headcount", Operator.AT_LEAST, 12);

        assertThat(twelve.holds(unstated)).isFalse();
        assertThat(Conditions.number("headcount", Operator.LESS_THAN, 12).holds(unstated))
                .isFalse();
        assertThat(twelve.actual(unstated)).isNull();
        assertThat(twelve.missing(unstated)).isEqualTo(12L);
        assertThat(twelve.actual(null)).isNull();
        assertThat(twelve.missing(null)).isEqualTo(12L);
    }

    @Test
    void a_number_must_be_whole() {
        assertThatThrownBy(() -> new NumberComparison(
                        Conditions.property("headcount"), Operator.EQUAL, new BigDecimal("1.5"), ""))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void two_numbers_of_a_fact_are_compared() {
        PropertyComparison atLeast = Conditions.levels(Operator.AT_LEAST);

        assertThat(atLeast.holds(Conditions.rated(7))).isTrue();
        assertThat(atLeast.holds(Conditions.rated(5))).isFalse();
        assertThat(atLeast.missing(Conditions.rated(5))).isEqualTo(2L);
        assertThat(atLeast.required(Conditions.rated(5))).isEqualTo(7);
        assertThat(atLeast.missing(null)).isNull();
        assertThat(atLeast.required(null)).isEqualTo("level");
    }

    @Test
    void two_numbers_of_which_one_is_not_stated_are_not_compared() {
        PropertyComparison users = new PropertyComparison(
                Conditions.property("annualUsers"), Operator.AT_LEAST, Conditions.property("headcount"), "");
        PropertyComparison persons = new PropertyComparison(
                Conditions.property("headcount"), Operator.AT_LEAST, Conditions.property("annualUsers"), "");

        assertThat(users.holds(ten)).isFalse();
        assertThat(users.missing(ten)).isNull();
        assertThat(persons.holds(ten)).isFalse();
        assertThat(persons.missing(ten)).isNull();
        assertThat(persons.required(ten)).isEqualTo("annualUsers");
    }

    @Test
    void codes_lists_ordinal_levels_and_booleans_are_checked() {
        assertThat(Conditions.sheet("OM7", true).holds(ten)).isTrue();
        assertThat(Conditions.sheet("OM6", true).holds(ten)).isFalse();
        assertThat(Conditions.sheet("OM6", false).holds(ten)).isTrue();
        assertThat(Conditions.phase("PLANNING").holds(ten)).isTrue();
        assertThat(Conditions.phase("OPERATION").holds(ten)).isFalse();
        assertThat(Conditions.role("MEMBER").holds(ten)).isTrue();
        assertThat(Conditions.role("RESPONSIBLE").holds(ten)).isFalse();
        assertThat(Conditions.asksSize(true).holds(ten)).isTrue();
        assertThat(Conditions.asksSize(false).holds(ten)).isFalse();
    }

    @Test
    void what_is_required_and_what_there_is_are_shown_as_codes() {
        assertThat(Conditions.sheet("OM6", true).required(ten)).isEqualTo("OM6");
        assertThat(Conditions.phase("OPERATION").required(ten)).isEqualTo("OPERATION");
        assertThat(Conditions.phase("OPERATION").actual(ten)).isEqualTo(List.of("PLANNING"));
        assertThat(Conditions.role("RESPONSIBLE").required(ten)).isEqualTo("RESPONSIBLE");
        assertThat(Conditions.role("RESPONSIBLE").actual(ten)).isEqualTo("LEADER");
        assertThat(Conditions.asksSize(false).required(ten)).isEqualTo(false);
        assertThat(Conditions.role("RESPONSIBLE").missing(ten)).isNull();
    }

    @Test
    void several_conditions_must_all_hold() {
        Condition both = new AllOf(
                List.of(Conditions.sheet("OM7", true), Conditions.number("headcount", Operator.AT_LEAST, 12)));

        assertThat(both.holds(ten)).isFalse();
        assertThat(both.holds(Conditions.project("P-3", 12L))).isTrue();
        assertThat(new AllOf(List.of()).holds(ten)).isTrue();
        assertThat(both.text()).isEqualTo("sheet && headcount >= 12");
    }

    @Test
    void one_of_several_conditions_is_enough() {
        Condition either = new AnyOf(
                List.of(Conditions.sheet("OM6", true), Conditions.number("headcount", Operator.AT_LEAST, 12)));

        assertThat(either.holds(ten)).isFalse();
        assertThat(either.holds(Conditions.project("P-3", 12L))).isTrue();
        assertThat(new AnyOf(List.of()).holds(ten)).isFalse();
        assertThat(either.text()).isEqualTo("sheet || headcount >= 12");
    }

    @Test
    void alternatives_are_every_combination_in_the_order_of_the_rule() {
        SimpleCondition a = Conditions.sheet("OM7", true);
        SimpleCondition b = Conditions.number("headcount", Operator.AT_LEAST, 1);
        SimpleCondition c = Conditions.number("headcount", Operator.AT_LEAST, 2);
        SimpleCondition d = Conditions.phase("PLANNING");
        Condition whole = new AllOf(List.of(a, new AnyOf(List.of(b, new AllOf(List.of(c, d))))));

        assertThat(whole.alternatives()).containsExactly(List.of(a, b), List.of(a, c, d));
        assertThat(whole.ways()).isEqualTo(BigInteger.TWO);
        assertThat(whole.parts()).containsExactly(a, b, c, d);
        assertThat(whole.text()).isEqualTo("sheet && (headcount >= 1 || (headcount >= 2 && phases))");
    }

    @Test
    void as_many_alternatives_as_allowed_are_listed_and_no_more() {
        SimpleCondition one = Conditions.phase("PLANNING");
        Condition most = new AnyOf(Collections.nCopies(Condition.MOST_WAYS, one));
        Condition tooMany = new AnyOf(Collections.nCopies(Condition.MOST_WAYS + 1, one));

        assertThat(most.alternatives()).hasSize(Condition.MOST_WAYS);
        assertThat(tooMany.ways()).isEqualTo(Condition.MOST_WAYS + 1);
        assertThatThrownBy(tooMany::alternatives).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new AllOf(List.of(tooMany)).alternatives()).isInstanceOf(IllegalStateException.class);
        assertThat(tooMany.holds(ten)).isTrue();
    }

    @Test
    void an_absent_fact_is_compared_with_the_matched_one() {
        Property headcount = Conditions.property("headcount");
        Property sheet = Conditions.property("sheet");
        FactType type = FactType.named("ConsideredProject");
        Absence larger =
                new Absence(type, new AllOf(List.of()), List.of(new Join(headcount, Operator.MORE_THAN, headcount)));
        Absence sameSheet = new Absence(type, new AllOf(List.of()), List.of(new Join(sheet, Operator.EQUAL, sheet)));
        Absence otherSheet =
                new Absence(type, new AllOf(List.of()), List.of(new Join(sheet, Operator.NOT_EQUAL, sheet)));
        Absence impossible = new Absence(type, new AnyOf(List.of()), List.of());

        assertThat(larger.holds(Conditions.project("P-3", 11L), ten)).isTrue();
        assertThat(larger.holds(ten, ten)).isFalse();
        assertThat(larger.holds(unstated, ten)).isFalse();
        assertThat(larger.holds(ten, unstated)).isFalse();
        assertThat(sameSheet.holds(ten, unstated)).isTrue();
        assertThat(otherSheet.holds(ten, unstated)).isFalse();
        assertThat(impossible.holds(ten, ten)).isFalse();
    }
}
