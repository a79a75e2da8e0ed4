package org.kentei.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.kentei.RulesFolder;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Project;
import org.kentei.candidates.CandidateGenerator;
import org.kentei.verdict.FieldVerdict;
import org.kentei.verdict.Verdict;
import org.kentei.vocabulary.CodeList;

/** How a verdict may change, and how not, when a candidate changes. */
class MetamorphicTest {

    private static final int CANDIDATES = Integer.getInteger("kentei.generated.candidates", 400);

    /** So many that each level of each field is among what they are certified at. */
    private static final int OF_EVERY_LEVEL = Math.max(1000, CANDIDATES);

    private final Ruleset ruleset = RulesFolder.ruleset();
    private final CandidateGenerator generator = new CandidateGenerator(ruleset, 20080331);
    private final Random random = generator.random();

    @Test
    void the_generated_candidates_are_certified_at_every_level_of_every_field() {
        Map<String, Integer> certified = new HashMap<>();
        forMany(
                OF_EVERY_LEVEL,
                candidate ->
                        levels(candidate).forEach((field, level) -> certified.merge(field + level, 1, Integer::sum)));

        List<String> every = ruleset.vocabulary().sheets().toList().stream()
                .map(sheet -> sheet.specialtyField() + sheet.level())
                .toList();
        assertThat(certified.keySet()).containsAll(every);
    }

    @Test
    void another_entry_never_lowers_a_level() {
        neverLowers(candidate -> CandidateGenerator.with(
                candidate,
                CandidateGenerator.plus(candidate.projects(), generator.project("P-more", generator.field()))));
        neverLowers(candidate -> new Candidate(
                candidate.candidateId(),
                candidate.asOf(),
                candidate.projects(),
                CandidateGenerator.plus(candidate.specialties(), generator.specialty(generator.field())),
                CandidateGenerator.plus(
                        candidate.contributions(),
                        generator.contribution(generator.code(CodeList.CONTRIBUTION_FIELDS))),
                CandidateGenerator.plus(candidate.subordinateDevelopment(), generator.development()),
                candidate.examinations()));
    }

    @Test
    void a_larger_size_never_lowers_a_level_although_bands_end() {
        neverLowers(candidate -> changed(candidate, project -> {
            long headcount = generator.near("headcount");
            long value = generator.near("annualContractValue");
            long users = generator.near("annualUsers");
            return sized(
                    project,
                    larger(project.headcount(), headcount),
                    larger(project.annualContractValue(), value),
                    larger(project.annualUsers(), users));
        }));
    }

    @Test
    void more_codes_stated_of_a_project_never_lower_a_level() {
        neverLowers(candidate -> changed(
                candidate,
                project -> new Project(
                        project.projectId(),
                        project.title(),
                        project.specialtyField(),
                        project.role(),
                        CandidateGenerator.plus(project.phases(), generator.code(CodeList.PHASES)),
                        project.from(),
                        project.to(),
                        project.successful(),
                        CandidateGenerator.plus(project.accomplishments(), generator.code(CodeList.ACCOMPLISHMENTS)),
                        CandidateGenerator.plus(project.complexity(), generator.code(CodeList.COMPLEXITY)),
                        project.headcount(),
                        project.annualContractValue(),
                        project.annualUsers())));
    }

    @Test
    void a_higher_role_never_lowers_a_level() {
        List<String> roles = ruleset.vocabulary().codes(CodeList.ROLES);
        neverLowers(candidate -> changed(
                candidate,
                project -> new Project(
                        project.projectId(),
                        project.title(),
                        project.specialtyField(),
                        roles.get(Math.min(roles.size() - 1, roles.indexOf(project.role()) + 1)),
                        project.phases(),
                        project.from(),
                        project.to(),
                        project.successful(),
                        project.accomplishments(),
                        project.complexity(),
                        project.headcount(),
                        project.annualContractValue(),
                        project.annualUsers())));
    }

    @Test
    void a_later_as_of_date_never_lowers_a_level() {
        neverLowers(candidate -> asOf(candidate, candidate.asOf().plusDays(random.nextInt(900))));
    }

    @Test
    void the_order_of_lists_changes_nothing_not_even_the_order_of_firings() {
        forMany(candidate -> {
            Candidate shuffled = new Candidate(
                    candidate.candidateId(),
                    candidate.asOf(),
                    shuffled(candidate.projects()),
                    shuffled(candidate.specialties()),
                    shuffled(candidate.contributions()),
                    shuffled(candidate.subordinateDevelopment()),
                    shuffled(candidate.examinations()));

            assertThat(ruleset.decide(shuffled)).isEqualTo(ruleset.decide(candidate));
        });
    }

    @Test
    void a_project_stated_once_more_under_another_id_changes_no_criterion() {
        forMany(candidate -> {
            if (!candidate.projects().isEmpty()) {
                Project again = renamed(generator.anyOf(candidate.projects()), "P-again");
                sameSummary(
                        candidate,
                        CandidateGenerator.with(candidate, CandidateGenerator.plus(candidate.projects(), again)));
            }
        });
    }

    @Test
    void projects_without_success_and_those_not_yet_begun_change_no_criterion() {
        forMany(candidate -> sameSummary(
                candidate,
                CandidateGenerator.with(
                        candidate,
                        candidate.projects().stream()
                                .filter(project ->
                                        project.successful() && !project.from().isAfter(candidate.asOf()))
                                .toList())));
    }

    @Test
    void examinations_change_no_criterion() {
        forMany(candidate -> {
            Candidate without = new Candidate(
                    candidate.candidateId(),
                    candidate.asOf(),
                    candidate.projects(),
                    candidate.specialties(),
                    candidate.contributions(),
                    candidate.subordinateDevelopment(),
                    List.of());

            assertThat(ruleset.decide(without).fields())
                    .isEqualTo(ruleset.decide(candidate).fields());
        });
    }

    @Test
    void the_parts_of_a_verdict_agree_with_each_other() {
        forMany(candidate -> new VerdictConsistency(ruleset.decide(candidate)).check());
        DecidedCase.all().forEach(one -> new VerdictConsistency(ruleset.decide(one.candidate())).check());
    }

    private void neverLowers(UnaryOperator<Candidate> more) {
        forMany(candidate -> {
            Candidate changed = more.apply(candidate);
            Map<String, Integer> before = levels(candidate);
            Map<String, Integer> after = levels(changed);

            before.forEach((field, level) -> assertThat(after.getOrDefault(field, 0))
                    .as("%s of %s, changed to %s", field, candidate, changed)
                    .isGreaterThanOrEqualTo(level));
        });
    }

    private void sameSummary(Candidate one, Candidate other) {
        assertThat(VerdictSummary.of(ruleset.decide(other)))
                .as("%s, changed to %s", one, other)
                .isEqualTo(VerdictSummary.of(ruleset.decide(one)));
    }

    private void forMany(Consumer<Candidate> check) {
        forMany(CANDIDATES, check);
    }

    private void forMany(int candidates, Consumer<Candidate> check) {
        for (int number = 0; number < candidates; number++) {
            check.accept(generator.candidate());
        }
    }

    /** The certified levels of the fields that have one. */
    private Map<String, Integer> levels(Candidate candidate) {
        Verdict verdict = ruleset.decide(candidate);
        Map<String, Integer> levels = new HashMap<>();
        for (FieldVerdict field : verdict.fields()) {
            if (field.certifiedLevel() != null) {
                levels.put(field.specialtyField(), field.certifiedLevel());
            }
        }
        return levels;
    }

    /** The candidate with one project changed. */
    private Candidate changed(Candidate candidate, UnaryOperator<Project> change) {
        List<Project> projects = new ArrayList<>(candidate.projects());
        if (!projects.isEmpty()) {
            int place = random.nextInt(projects.size());
            projects.set(place, change.apply(projects.get(place)));
        }
        return CandidateGenerator.with(candidate, projects);
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static Long larger(Long stated, long other) {
        return stated == null ? other : (Long) Math.max(stated, other);
    }

    private static Project sized(Project project, Long headcount, Long value, Long users) {
        return new Project(
                project.projectId(),
                project.title(),
                project.specialtyField(),
                project.role(),
                project.phases(),
                project.from(),
                project.to(),
                project.successful(),
                project.accomplishments(),
                project.complexity(),
                headcount,
                value,
                users);
    }

    private static Project renamed(Project project, String id) {
        return new Project(
                id,
                project.title(),
                project.specialtyField(),
                project.role(),
                project.phases(),
                project.from(),
                project.to(),
                project.successful(),
                project.accomplishments(),
                project.complexity(),
                project.headcount(),
                project.annualContractValue(),
                project.annualUsers());
    }

    private static Candidate asOf(Candidate candidate, LocalDate date) {
        return new Candidate(
                candidate.candidateId(),
                date,
                candidate.projects(),
                candidate.specialties(),
                candidate.contributions(),
                candidate.subordinateDevelopment(),
                candidate.examinations());
    }
}
