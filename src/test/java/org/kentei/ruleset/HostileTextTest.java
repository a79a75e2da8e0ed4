package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.assessment.ExampleCandidate;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.cases.CaseRunner;
import org.kentei.source.Mistake;

/** Text that would run if it ever reached a compiler, an expression language or a template, wherever text may stand. */
class HostileTextTest {

    private static final String OM7 = "operations-management/OM7.drl";

    /** Where an author may write something: a file, and a piece of it that is replaced or prolonged. */
    private static final List<Map.Entry<String, String>> PLACES = List.of(
            Map.entry(OM7, "OM7 size A: a project of the level's size"),
            Map.entry(OM7, "Succeeded in a project that is large enough"),
            Map.entry(OM7, "@sheet( OM7"),
            Map.entry(OM7, "@criterion( SIZE"),
            Map.entry(OM7, "@clause( OM7.SIZE.A"),
            Map.entry(OM7, "// Operations Management, level 7"),
            Map.entry(OM7, "package org.kentei.rules"),
            Map.entry(OM7, "import org.kentei.fact.*"),
            Map.entry(OM7, "headcount >= 250"),
            Map.entry(OM7, "\"PLANNING"),
            Map.entry(OM7, "$project : ConsideredProject"),
            Map.entry(OM7, "$project.meetsSize("),
            Map.entry("shared/considered.drl", "@clause( SHARED.CONSIDERED_PROJECT"),
            Map.entry("shared/it-service-management.drl", "countsFor( \"OPERATIONS_MANAGEMENT"),
            Map.entry("vocabulary.yaml", "code: MENTORING"),
            Map.entry("vocabulary.yaml", "en: Mentoring"),
            Map.entry("vocabulary.yaml", "ja: メンタリング"),
            Map.entry("vocabulary.yaml", "roles"),
            Map.entry("operations/field.yaml", "field: OPERATIONS"),
            Map.entry("operations/field.yaml", "- sheet: OP4"),
            Map.entry("service-desk/clauses.yaml", "place: \"Business"),
            Map.entry("service-desk/clauses.yaml", "clause: SD4.SIZE.A"),
            Map.entry("operations/OP3.cases.yaml", "case: just met"));

    @TempDir
    private Path folder;

    @Test
    void text_in_rules_never_runs_and_is_refused_or_harmless() throws Exception {
        Path marker = folder.resolve("ran");
        String made = "java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + marker + "\"))";
        String block = "static { try { " + made + "; } catch (Exception e) { } }";
        List<String> payloads = List.of(
                " x */ " + block + " /*",
                " x \\u002a\\u002f " + block + " \\u002f\\u002a",
                " x\n*/\n" + block + "\n/*",
                "\" ); } } " + block + " //",
                "\" + " + made + " + \"",
                " ${" + made + "} #{" + made + "} @{" + made + "}",
                " eval( " + made + " != null )");
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, String> place : PLACES) {
            for (String payload : payloads) {
                ChangedRules changed =
                        ChangedRules.replacing(place.getKey(), place.getValue(), place.getValue() + payload);
                List<Mistake> mistakes = changed.mistakes();
                if (mistakes.isEmpty()) {
                    accepted.add(place.getValue());
                    decideAll(RulesetCompiler.compile(changed.files()));
                }
                if (payload.equals(payloads.get(0)) || payload.equals(payloads.get(1))) {
                    decideAsArchived(changed.files());
                }
                assertThat(marker).as(place + payload).doesNotExist();
            }
        }
        assertThat(accepted)
                .as("only where a reader sees that it is a comment or a text")
                .isSubsetOf(
                        "// Operations Management, level 7",
                        "Succeeded in a project that is large enough",
                        "OM7 size A: a project of the level's size",
                        "en: Mentoring",
                        "ja: メンタリング",
                        "place: \"Business",
                        "case: just met");
    }

    @Test
    void text_in_a_file_name_never_runs_and_is_refused() {
        String text = RulesFolder.files().text(OM7);
        for (String name : List.of(
                "x/*/ static { System.exit( 1 ); } /*.drl",
                "operations-management/OM7\".drl",
                "operations-management/${java.home}.drl",
                "operations-management/OM7\n.drl",
                "operations-management/\\u002a\\u002f.drl")) {
            assertThat(ChangedRules.with(name, text).mistakes())
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("\n"));
        }
    }

    private static void decideAsArchived(RulesetFiles files) throws Exception {
        try {
            decideAll(RulesetCompiler.compileArchived(files));
        } catch (InvalidRulesetException refused) {
            assertThat(refused.mistakes()).isNotEmpty();
        }
    }

    private static void decideAll(Ruleset ruleset) throws Exception {
        Candidate candidate =
                new CandidateReader(ruleset.vocabulary(), Clock.systemUTC()).read(ExampleCandidate.json());
        ruleset.decide(candidate);
        assertThat(CaseRunner.read(ruleset, new ArrayList<>())).isNotNull();
    }
}
