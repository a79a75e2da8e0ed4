package org.kentei.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.fact.Conclusion;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;
import org.kentei.fact.MetSheet;
import org.kentei.rule.FactType.Consequence;
import org.kentei.vocabulary.CodeList;

class FactTypeTest {

    @Test
    void a_fact_has_the_type_of_its_name() {
        Fact project = Conditions.project("P-1", 10L);

        assertThat(FactType.of(project)).isSameAs(FactType.named("ConsideredProject"));
        assertThat(FactType.named("Project")).isNull();
        assertThat(FactType.all()).hasSize(16).contains(FactType.named("MetSheet"));
    }

    @Test
    void only_facts_of_a_sheet_belong_to_one() {
        assertThat(FactType.named("ConsideredProject").ofSheet()).isTrue();
        assertThat(FactType.named("ClaimedProject").ofSheet()).isFalse();
    }

    @Test
    void properties_have_their_unit_list_and_owner() {
        Property headcount = Conditions.property("headcount");
        Property role = Conditions.property("role");

        assertThat(headcount.unit()).isEqualTo("persons");
        assertThat(headcount.number()).isTrue();
        assertThat(headcount.truth()).isFalse();
        assertThat(headcount.codes()).isNull();
        assertThat(Conditions.property("criteria").number()).isTrue();
        assertThat(role.codes()).isEqualTo(CodeList.ROLES);
        assertThat(role.number()).isFalse();
        assertThat(role.ofSheet()).isFalse();
        assertThat(Conditions.property("asksSize").truth()).isTrue();
        assertThat(Conditions.property("asksSize").ofSheet()).isTrue();
        assertThat(Conditions.ratedProperty("sizeLevel").concludedType()).isEqualTo(ConclusionType.MEETS_SIZE);
        assertThat(headcount.concludedType()).isNull();
        assertThat(FactType.named("ConsideredProject").properties())
                .doesNotContainKeys("at", "claim", "id", "hashCode");
    }

    @Test
    void a_consequence_adds_its_conclusion_to_the_fact() {
        List<Conclusion> conclusions = new ArrayList<>();
        MetSheet sheet = new MetSheet(RulesFolder.vocabulary().sheet("OM7"), conclusions::add);
        Consequence certifies = FactType.named("MetSheet").consequences().get("certifiesField");

        certifies.conclude(sheet, null);

        assertThat(certifies.type()).isEqualTo(ConclusionType.CERTIFIES_FIELD);
        assertThat(certifies.parameter()).isNull();
        assertThat(conclusions)
                .containsExactly(new Conclusion(
                        ConclusionType.CERTIFIES_FIELD,
                        sheet,
                        7,
                        conclusions.get(0).field()));
        assertThatThrownBy(() -> certifies.conclude(Conditions.project("P-1", 1L), null))
                .isInstanceOf(ClassCastException.class);
    }
}
