package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.fact.Fact;
import org.kentei.rule.RuleText;

/**
 * Rules decide, and shortfalls are found, by the rules' conditions read as data. Drools has a reader of DRL of its own;
 * what it makes of the authors' text has to decide the same.
 */
class ConditionsAgreeWithTheEngineTest {

    /** Forms that no rule of the project has yet, and that an author may come to use. */
    private static final List<String> FORMS = List.of(
            "headcount == 75",
            "headcount <= 75",
            "headcount > 75",
            "headcount < 75",
            "headcount >= 7.5e1",
            "annualContractValue >= 1500000000",
            "annualContractValue >= 1500000000, annualContractValue <= 1.500000001e9",
            "annualContractValue > 1.5E9 || annualUsers == 3000",
            "annualUsers >= headcount",
            "headcount < annualUsers",
            "headcount >= criteria, criteria <= level",
            "criteria == 2",
            "criteria < level",
            "( headcount >= 15 || criteria > 3 ) && ( role.atLeast( \"LEADER\" ) || phases contains \"PLANNING\" )",
            "headcount >= 15 || criteria > 3 && role.atLeast( \"LEADER\" )",
            "sheet == \"SD4\" || specialtyField != \"OPERATIONS\"",
            "complexity contains \"COMPLEX_STRUCTURE\" && accomplishments contains \"SECURITY\"",
            "",
            "level == 4");

    @Test
    void a_rule_compiled_from_its_text_fires_for_a_fact_exactly_when_its_condition_read_as_data_holds() {
        Ruleset read = RulesFolder.ruleset();
        Ruleset compiled = DrlEngine.of(read.files(), read.rules());

        Set<String> fired = check(compiled, DecidedCase.all().stream().map(DecidedCase::candidate));

        assertThat(fired).hasSameSizeAs(ofOneFact(read));
        DecidedCase.all()
                .forEach(one -> assertThat(read.decide(one.candidate()))
                        .isEqualTo(new WatchedSession(compiled, any -> true).decide(one.candidate())));
    }

    @Test
    void a_rule_with_a_condition_of_any_other_form_fires_exactly_when_its_condition_holds()
            throws InvalidRulesetException {
        try (Ruleset read = withForms();
                Ruleset withForms = DrlEngine.of(read.files(), read.rules())) {
            CandidateGenerator generator = new CandidateGenerator(withForms, 17);

            Set<String> fired =
                    check(withForms, Stream.generate(generator::candidate).limit(500));

            check(
                    read,
                    Stream.generate(new CandidateGenerator(read, 17)::candidate).limit(200));
            assertThat(fired)
                    .contains(
                            forms().map(ConditionsAgreeWithTheEngineTest::name).toArray(String[]::new));
        }
    }

    private static Set<String> check(Ruleset ruleset, Stream<Candidate> candidates) {
        List<RuleText> ofOneFact = ofOneFact(ruleset);
        Set<String> fired = new TreeSet<>();
        candidates.forEach(candidate -> {
            WatchedSession session = new WatchedSession(ruleset, any -> true);
            session.decide(candidate);
            Map<Fact, Set<String>> rulesOf = rulesOf(session, ruleset);
            for (Fact fact : session.facts()) {
                Set<String> holding = ofOneFact.stream()
                        .filter(rule -> rule.holds(fact))
                        .map(RuleText::name)
                        .collect(Collectors.toSet());
                assertThat(rulesOf.getOrDefault(fact, Set.of())).as("%s", fact).isEqualTo(holding);
            }
            rulesOf.values().forEach(fired::addAll);
        });
        return fired;
    }

    private static List<RuleText> ofOneFact(Ruleset ruleset) {
        return ruleset.rules().stream()
                .filter(rule -> !rule.matchesOtherFacts())
                .toList();
    }

    private static Map<Fact, Set<String>> rulesOf(WatchedSession session, Ruleset ruleset) {
        Map<Fact, Set<String>> rules = new IdentityHashMap<>();
        for (WatchedSession.Match match : session.matches()) {
            if (!ruleset.rule(match.rule()).matchesOtherFacts()) {
                rules.computeIfAbsent(match.fact(), any -> new TreeSet<>()).add(match.rule());
            }
        }
        return rules;
    }

    private static Stream<Integer> forms() {
        return IntStream.range(0, FORMS.size()).boxed();
    }

    private static String name(int form) {
        return "form " + form + ": " + FORMS.get(form).replace('"', '\'');
    }

    private static Ruleset withForms() throws InvalidRulesetException {
        return ChangedRules.compileWith(
                "forms.drl",
                forms().map(form -> """
                        rule "%s"
                            @clause( "%s" ) @paraphrase( "a form" )
                        when
                            $project : ConsideredProject( %s )
                        then
                            $project.showsAccomplishments();
                        end
                        """.formatted(name(form), form, FORMS.get(form)))
                        .collect(Collectors.joining("\n")));
    }
}
