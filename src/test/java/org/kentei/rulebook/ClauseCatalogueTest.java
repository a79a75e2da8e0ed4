package org.kentei.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;

class ClauseCatalogueTest {

    private static final String DESK = "service-desk/clauses.yaml";

    private final List<Mistake> mistakes = new ArrayList<>();

    @Test
    void a_clause_has_its_place_its_readings_and_what_is_left_out() {
        Clause clause = ClauseCatalogue.read(RulesFolder.files(), mistakes).clause("SD3.RESPONSIBILITIES");
        assertThat(mistakes).isEmpty();
        assertThat(clause.file()).isEqualTo(DESK);
        assertThat(RulesFolder.files().text(DESK).lines().toList().get(clause.line() - 1))
                .endsWith("clause: SD3.RESPONSIBILITIES");
        assertThat(clause.readings()).extracting(Reading::reading).contains("TWO_YEARS", "TIME_ADDED_UP");
        assertThat(clause.notFormalised()).extracting(Omission::omission).containsExactly("QUALITY_OF_RESULTS");
    }

    @Test
    void an_unknown_reading_is_named_with_the_one_that_was_probably_meant() {
        ClauseCatalogue.read(edited("TWO_YEARS]", "TWO_YEAR]"), mistakes);
        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.file()).isEqualTo(DESK);
            assertThat(mistake.line()).isPositive();
            assertThat(mistake.reason()).contains("`TWO_YEAR`").endsWith("Did you mean `TWO_YEARS`?");
        });
    }

    @Test
    void an_unknown_property_is_named_by_its_line() {
        ClauseCatalogue.read(
                edited("    place: \"Professional contribution, subordinates\"", "    plaice: x"), mistakes);
        assertThat(mistakes)
                .extracting(Mistake::reason)
                .containsExactly(
                        "There is no `plaice` in an entry of `clauses`. Did you mean `place`?",
                        "`place` is missing in an entry of `clauses`.");
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.line()).isPositive());
    }

    @Test
    void a_clause_described_twice_is_a_mistake() {
        ClauseCatalogue.read(edited("clause: SD4.SIZE.C", "clause: SD4.SIZE.B"), mistakes);
        assertThat(mistakes).extracting(Mistake::reason).containsExactly("The clause `SD4.SIZE.B` is listed twice.");
    }

    @Test
    void a_clause_without_a_rule_or_a_text_is_a_mistake() {
        ClauseCatalogue.read(edited("    says: \"Does not specify a size.\"\n", ""), mistakes);
        assertThat(mistakes)
                .singleElement()
                .extracting(Mistake::reason)
                .asString()
                .contains("one of `says` and `noRule`");
    }

    @Test
    void an_entry_that_is_not_whole_is_a_mistake_and_the_rest_is_read() {
        ClauseCatalogue catalogue =
                ClauseCatalogue.read(edited("    place: \"Professional contribution, subordinates\"\n", ""), mistakes);
        assertThat(mistakes)
                .extracting(Mistake::reason)
                .containsExactly("`place` is missing in an entry of `clauses`.");
        assertThat(catalogue.clause("SD4.SUCCESSION")).isNotNull();
    }

    @Test
    void clauses_that_no_rule_cites_and_rules_whose_clause_is_missing_are_found() throws InvalidRulesetException {
        RulesetFiles files = edited("clause: SD4.SIZE.C", "clause: SD4.SIZE.Z");
        List<Mistake> findings = ClauseCatalogue.read(files, mistakes)
                .findings(RulesetCompiler.read(files).rules());
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).file()).isEqualTo(DESK);
        assertThat(findings.get(0).reason()).startsWith("No rule cites the clause `SD4.SIZE.Z`");
        assertThat(findings.get(1).file()).isEqualTo("service-desk/SD4.drl");
        assertThat(findings.get(1).reason())
                .isEqualTo("The rule cites the clause `SD4.SIZE.C`, which is not in service-desk/clauses.yaml.");
    }

    private static RulesetFiles edited(String from, String to) {
        RulesetFiles files = RulesFolder.files();
        assertThat(files.text(DESK)).contains(from);
        SortedMap<String, byte[]> changed = new TreeMap<>(files.byName());
        changed.put(DESK, files.text(DESK).replace(from, to).getBytes(StandardCharsets.UTF_8));
        return new RulesetFiles(changed);
    }
}
