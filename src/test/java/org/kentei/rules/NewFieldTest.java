package org.kentei.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.CandidateReader;
import org.kentei.rulebook.Address;
import org.kentei.rulebook.Rulebook;
import org.kentei.rulebook.RulebookLinks;
import org.kentei.rulebook.RulebookPages;
import org.kentei.ruleset.Ruleset;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Verdict;

/** A field added by files alone, those that the page for rule authors shows. */
class NewFieldTest {

    private static final String CANDIDATE = """
            {
              "candidateId": "E-7", "asOf": "2026-03-31",
              "projects": [{
                "projectId": "P-1", "specialtyField": "SITE_RELIABILITY", "role": "LEADER",
                "phases": ["OPERATION"], "from": "2023-04-01", "to": "2025-03-31", "successful": true,
                "accomplishments": ["RELIABILITY", "SERVICE_LEVEL"],
                "complexity": ["ADVANCED_SYSTEM_LINK", "COMPLEX_STRUCTURE"],
                "annualUsers": %d
              }],
              "specialties": [
                { "specialtyField": "SITE_RELIABILITY", "area": "OBSERVABILITY", "depth": "GUIDES_SUBORDINATES" }],
              "contributions": [{ "kind": "BOOK", "specialtyField": "SITE_RELIABILITY", "date": "2024-05-01" }],
              "subordinateDevelopment": [{ "method": "MENTORING", "from": "2024-04-01" }]
            }
            """;

    private static Ruleset ruleset;

    @BeforeAll
    static void addTheField(@TempDir Path folder) throws IOException {
        RulesFolder.files().byName().forEach((name, bytes) -> write(folder.resolve(name), bytes));
        Map<String, String> files = new RulesReadme().files();
        assertThat(files)
                .containsOnlyKeys(
                        "site-reliability/field.yaml", "site-reliability/SR4.drl", "site-reliability/clauses.yaml");
        files.forEach((name, text) -> write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
        ruleset = RulesFolder.compile(RulesetFiles.read(folder));
    }

    @AfterAll
    static void close() {
        ruleset.close();
    }

    @Test
    void a_candidate_is_certified_by_the_new_sheet() {
        Verdict verdict = decide(100_000);
        assertThat(verdict.certifiedLevel()).isEqualTo(4);
        FieldVerdict field = verdict.fields().get(verdict.fields().size() - 1);
        assertThat(field.specialtyField()).isEqualTo("SITE_RELIABILITY");
        assertThat(field.certifiedLevel()).isEqualTo(4);
    }

    @Test
    void a_candidate_just_short_of_a_number_is_not_certified_by_the_new_sheet() {
        assertThat(decide(99_999).certifiedLevel()).isNull();
    }

    @Test
    void the_new_field_is_in_the_rulebook() {
        Rulebook book = Rulebook.of(ruleset.text(), LocalDate.of(2026, 3, 31));
        assertThat(book.findings()).isEmpty();
        assertThat(book.clause("SR4.SIZE")).contains(new Address("SR4", "SR4.SIZE"));
        Map<String, String> pages = RulebookPages.write(book, RulebookLinks.SERVED);
        assertThat(pages.get("index")).contains("Site Reliability", "サイト信頼性", "href=\"/rulebook/SR4\"");
        assertThat(pages.get("SR4")).contains("100,000 users", "Which users are counted?", "budget of errors");
        assertThat(pages.get("vocabulary")).contains("INCIDENT_RESPONSE");
    }

    private static Verdict decide(int users) {
        Candidate candidate = new CandidateReader(ruleset.vocabulary(), Clock.systemUTC())
                .read(CANDIDATE.formatted(users).getBytes(StandardCharsets.UTF_8));
        return ruleset.decide(candidate);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
