package org.kentei.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kentei.RulesFolder;
import org.kentei.candidate.Project;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Vocabulary;

/** The form of case files: what they say, and how their mistakes are named. */
class CaseFileReaderTest {

    private static final String FILE = "operations/OP3.cases.yaml";
    private static final String BASE = """
            base:
              asOf: 2026-03-31
              projects:
                - projectId: P-1
                  specialtyField: OPERATIONS
                  role: MEMBER
                  phases: [OPERATION]
                  from: 2021-04-01
                  successful: true
                  complexity: [COMPLEX_STRUCTURE, COMPLEX_CONTRACT]
            cases:
            """;

    private final Vocabulary vocabulary = RulesFolder.vocabulary();
    private final List<Mistake> mistakes = new ArrayList<>();

    @Test
    void a_case_differs_from_the_base_by_what_it_changes_leaves_out_and_adds() {
        Case one = read("""
                  - case: all at once
                    change: { projects.P-1.role: LEADER, projects.P-1.annualContractValue: 1.5e9 }
                    without: [projects.P-1.complexity.COMPLEX_CONTRACT]
                    add:
                      projects: { like: P-1, projectId: P-2, headcount: 1_500 }
                      examinations: [{ code: AP, passedOn: 2020-01-01 }]
                    level: none
                    notMet: [COMPLEXITY, SPECIALTY]
                    examination: AP
                """).cases().get(0);

        assertThat(mistakes).isEmpty();
        assertThat(one.line()).isEqualTo(12);
        Project first = one.candidate().projects().get(0);
        Project second = one.candidate().projects().get(1);
        assertThat(first.annualContractValue()).isEqualTo(1_500_000_000L);
        assertThat(first.complexity()).containsExactly("COMPLEX_STRUCTURE");
        assertThat(first.headcount()).isNull();
        assertThat(second.role()).isEqualTo("LEADER");
        assertThat(second.headcount()).isEqualTo(1_500L);
        assertThat(one.expectation().level()).isNull();
        assertThat(one.expectation().notMet()).containsExactlyInAnyOrder(Criterion.COMPLEXITY, Criterion.SPECIALTY);
        assertThat(one.expectation().examination()).isEqualTo("AP");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "On, true", "false, false", "NO, false", "off, false"})
    void true_and_false_may_be_written_in_every_way_that_yaml_has(String written, boolean expected) {
        List<Case> cases = read("""
                  - case: written by hand
                    change: { projects.P-1.successful: %s }
                    level: none
                """.formatted(written)).cases();

        assertThat(mistakes).isEmpty();
        assertThat(cases.get(0).candidate().projects().get(0).successful()).isEqualTo(expected);
    }

    @Test
    void every_mistake_is_named_at_its_line() {
        read("""
                  - case: a code that there is not
                    change: { projects.P-1.role: LEEDER }
                    level: 3
                  - case: a place that there is not
                    without: [projects.P-1.complexity.COMPLEX_CONTRACTS]
                    level: 3
                  - case: a criterion that is not asked
                    level: 3
                    notMet: [SIZE]
                  - case: no level
                  - case: a word without meaning
                    levl: 3
                  - case: fine
                    level: 3
                  - case: fine
                    level: 3
                """);

        assertThat(mistakes).extracting(Mistake::line).containsExactly(13, 16, 20, 21, 23, 26);
        assertThat(mistakes).extracting(Mistake::file).containsOnly(FILE);
        assertThat(mistakes.get(0).reason()).contains("LEEDER").contains("Did you mean `LEADER`?");
        assertThat(mistakes.get(1).reason()).contains("Did you mean `COMPLEX_CONTRACT`?");
        assertThat(mistakes.get(2).reason()).contains("OP3 does not require the criterion `SIZE`");
        assertThat(mistakes.get(3).reason()).isEqualTo("`level:` is missing here.");
        assertThat(mistakes.get(4).reason()).contains("Did you mean `level`?");
        assertThat(mistakes.get(5).reason()).contains("in this file has the name `fine`");
    }

    @Test
    void a_mistake_in_the_base_is_named_once() {
        new CaseFileReader(vocabulary, FILE, mistakes)
                .read(BASE.replace("MEMBER", "MEMBR") + "  - { case: one, level: 3 }\n  - { case: two, level: 3 }\n");

        assertThat(mistakes)
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.line()).isEqualTo(6));
    }

    @Test
    void a_case_file_that_is_not_yaml_or_names_no_sheet_or_no_day_is_refused() {
        new CaseFileReader(vocabulary, FILE, mistakes).read("base: [\n");
        new CaseFileReader(vocabulary, FILE, mistakes).read("");
        new CaseFileReader(vocabulary, "operations/OP9.cases.yaml", mistakes).read("");
        new CaseFileReader(vocabulary, FILE, mistakes).read("base: { candidateId: E-1 }\ncases: []\n");
        new CaseFileReader(vocabulary, FILE, mistakes).read("base: &base { a: *base }\ncases: []\n");
        new CaseFileReader(vocabulary, FILE, mistakes)
                .read("base: { asOf: 2026-03-31, asOf: 2026-03-31 }\ncases: []\n");

        assertThat(mistakes).hasSize(6);
        assertThat(mistakes.get(2).reason()).contains("`OP9`").contains("Did you mean");
        assertThat(mistakes.get(3).reason()).contains("asOf");
        assertThat(mistakes.get(5).reason()).contains("is listed twice");
    }

    private CaseFile read(String cases) {
        return new CaseFileReader(vocabulary, FILE, mistakes).read(BASE + cases.indent(0));
    }
}
