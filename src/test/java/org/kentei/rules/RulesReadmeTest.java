package org.kentei.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kentei.fact.ProjectFact;
import org.kentei.rule.FactType;
import org.kentei.rule.Property;
import org.kentei.rulebook.ClauseCatalogue;
import org.kentei.rules.RulesReadme.ShownMistake;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;

/** The page for rule authors is correct. */
class RulesReadmeTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) ?\\|.*");
    private static final RulesReadme README = new RulesReadme();

    @Test
    void the_tables_list_exactly_the_properties_of_each_fact() {
        for (FactType type : FactType.all()) {
            Map<String, String> shown = new TreeMap<>(properties("`" + type.name() + "`"));
            if (type.ofSheet()) {
                shown.putAll(properties("Every fact of a sheet"));
            }
            if (ProjectFact.class.isAssignableFrom(type.type())) {
                shown.putAll(properties("Every project of a sheet"));
            }
            Map<String, String> held = new TreeMap<>();
            type.properties().values().forEach(property -> held.put(property.name(), described(property)));
            assertThat(shown).as(type.name()).isEqualTo(held);
        }
    }

    @Test
    void every_property_with_an_argument_is_listed_with_its_fact() {
        for (FactType type : FactType.all()) {
            String section = README.section("`" + type.name() + "`")
                    + (ProjectFact.class.isAssignableFrom(type.type())
                            ? README.section("Every project of a sheet")
                            : "");
            type.withArgument()
                    .values()
                    .forEach(property -> assertThat(section)
                            .as(type.name())
                            .contains("| `" + property.name()
                                    + (property.list() == null
                                            ? "( 3 )"
                                            : property.several() ? "( \"…\", \"…\" )" : "( \"…\" )")
                                    + "` | number | "));
        }
    }

    @Test
    void every_consequence_is_listed_with_its_fact() {
        for (FactType type : FactType.all()) {
            String section = README.section("`" + type.name() + "`");
            type.consequences()
                    .keySet()
                    .forEach(consequence -> assertThat(section).as(type.name()).contains("`" + consequence + "("));
        }
    }

    @Test
    void the_facts_of_sheets_are_the_ones_listed() {
        for (FactType type : FactType.all()) {
            assertThat(README.section("Every fact of a sheet").contains("`" + type.name() + "`"))
                    .as(type.name())
                    .isEqualTo(type.ofSheet());
            assertThat(README.section("Every project of a sheet").contains("`" + type.name() + "`"))
                    .as(type.name())
                    .isEqualTo(ProjectFact.class.isAssignableFrom(type.type()));
        }
    }

    static List<ShownMistake> mistakes() {
        return README.mistakes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void each_mistake_shown_on_the_page_has_exactly_the_messages_shown(ShownMistake shown) {
        assertThat(messages(shown.edit().files())).isEqualTo(shown.messages());
    }

    @Test
    void the_page_shows_many_mistakes() {
        assertThat(README.mistakes()).hasSizeGreaterThan(25);
    }

    private static List<String> messages(RulesetFiles files) {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            var rules = RulesetCompiler.read(files).rules();
            mistakes.addAll(ClauseCatalogue.read(files, mistakes).findings(rules));
        } catch (InvalidRulesetException invalid) {
            mistakes.addAll(invalid.mistakes());
        }
        return mistakes.stream().map(Mistake::toString).toList();
    }

    private static Map<String, String> properties(String section) {
        Map<String, String> properties = new TreeMap<>();
        README.section(section)
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> properties.put(
                        row.group(1), (row.group(2).strip() + " " + row.group(3).strip()).strip()));
        return properties;
    }

    private static String described(Property property) {
        String is = property.number()
                ? "number"
                : property.truth()
                        ? "boolean"
                        : property.type() == OrdinalLevel.class
                                ? "level"
                                : property.type() == List.class ? "codes" : "code";
        String of = property.unit() != null
                ? property.unit()
                : property.codes() != null ? "`" + property.codes().listName() + "`" : "";
        return (is + " " + of).strip();
    }
}
