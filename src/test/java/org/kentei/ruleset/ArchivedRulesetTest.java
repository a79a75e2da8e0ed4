package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kentei.EditedRules;
import org.kentei.RulesFolder;
import org.kentei.WorkedCase;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.EngineRules.Sheets;

/** What was live before decides again as it did, though no author may write it any more. */
class ArchivedRulesetTest {

    private static final String SD4 = "service-desk/SD4.drl";
    private static final String OWN = "ConsideredProject( sheet == \"SD4\", annualUsers >= 3000 )";
    private static final String OWN_AND_OTHER = "ConsideredProject( ( sheet == \"SD4\" && annualUsers >= 3000 )"
            + " || ( sheet == \"SY6\" && annualUsers >= 1 ) )";

    @Test
    void a_revision_that_breaks_todays_grammar_decides_as_before() throws InvalidRulesetException {
        RulesetFiles before = new EditedRules()
                .with("operations/field.yaml", "level: 4", "level: 04")
                .with("operations/field.yaml", "position: 3", "position: 0")
                .with(SD4, "SD4 size C: enough users", "SD4 size C: enough users ")
                .with(SD4, "annualUsers >= 3000 )", "annualUsers >= 3000 /* a year */ )")
                .files();
        assertThat(new ChangedRules(before).mistakes()).isNotEmpty();

        try (Ruleset archived = RulesetCompiler.compileArchived(before)) {
            CandidateReader reader = new CandidateReader(archived.vocabulary(), java.time.Clock.systemUTC());
            for (WorkedCase one : WorkedCase.all().subList(0, 200)) {
                Candidate candidate = reader.read(one.body());
                assertThat(archived.decide(candidate).certifiedLevel())
                        .isEqualTo(RulesFolder.ruleset().decide(candidate).certifiedLevel());
            }
        }
    }

    @Test
    void a_rule_of_an_earlier_version_that_reads_another_sheet_decides_as_before_and_is_refused_today()
            throws InvalidRulesetException {
        RulesetFiles tricky = new EditedRules().with(SD4, OWN, OWN_AND_OTHER).files();
        assertThat(new ChangedRules(tricky).mistakes()).isNotEmpty();

        List<RuleText> rules;
        try (Ruleset archived = RulesetCompiler.compileArchived(tricky)) {
            rules = archived.rules();
            assertThat(sheetsDecided(archived)).contains("SY6");
        }
        Ruleset enforced =
                new Ruleset(tricky, RulesFolder.vocabulary(), rules, EngineRules.base(rules, Sheets.ENFORCED));
        assertThat(sheetsDecided(enforced)).containsOnly("SD4");
    }

    /** The sheets at which the rule fired, over generated candidates. */
    private static List<String> sheetsDecided(Ruleset ruleset) {
        CandidateGenerator generator = new CandidateGenerator(ruleset, 7);
        return java.util.stream.Stream.generate(generator::candidate)
                .limit(300)
                .flatMap(candidate -> ruleset.decide(candidate).firings().stream())
                .filter(firing -> firing.rule().equals("SD4 size C: enough users"))
                .map(firing -> firing.sheet())
                .distinct()
                .toList();
    }
}
