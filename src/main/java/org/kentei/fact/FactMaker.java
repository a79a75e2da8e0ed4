package org.kentei.fact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Examination;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * Makes facts from a candidate's claims. It computes what rules cannot express well: dates compared with the as-of date,
 * months, and the number of codes on a list. It decides nothing.
 */
public final class FactMaker {

    private final OrdinalScale roles;
    private final OrdinalScale depths;
    private final LocalDate asOf;
    private final ConclusionListener conclusions;

    /** The contributions of the last sheet; the sheets of a field share their list. */
    private List<Contribution> kindsOf = List.of();

    private int kinds;

    public FactMaker(Vocabulary vocabulary, LocalDate asOf, ConclusionListener conclusions) {
        this.roles = vocabulary.scale(CodeList.ROLES);
        this.depths = vocabulary.scale(CodeList.DEPTHS);
        this.asOf = asOf;
        this.conclusions = conclusions;
    }

    public List<ClaimedProject> claimedProjects(Candidate candidate) {
        List<ClaimedProject> claimed = new ArrayList<>(candidate.projects().size());
        for (Project claim : candidate.projects()) {
            claimed.add(claimed(claim));
        }
        return claimed;
    }

    public List<ClaimedContribution> claimedContributions(Candidate candidate) {
        List<ClaimedContribution> claimed =
                new ArrayList<>(candidate.contributions().size());
        for (Contribution claim : candidate.contributions()) {
            claimed.add(new ClaimedContribution(claim, claim.id(), reached(claim.date()), conclusions));
        }
        return claimed;
    }

    public List<ClaimedDevelopment> claimedDevelopments(Candidate candidate) {
        List<ClaimedDevelopment> claimed =
                new ArrayList<>(candidate.subordinateDevelopment().size());
        for (SubordinateDevelopment claim : candidate.subordinateDevelopment()) {
            claimed.add(new ClaimedDevelopment(claim, reached(claim.from()), conclusions));
        }
        return claimed;
    }

    public List<ClaimedExamination> claimedExaminations(Candidate candidate) {
        List<ClaimedExamination> claimed =
                new ArrayList<>(candidate.examinations().size());
        for (Examination claim : candidate.examinations()) {
            claimed.add(new ClaimedExamination(claim, reached(claim.passedOn()), conclusions));
        }
        return claimed;
    }

    public ClaimedProject claimed(Project claim) {
        return new ClaimedProject(claim, reached(claim.from()), conclusions);
    }

    public ConsideredProject considered(Sheet sheet, Project claim) {
        int criteria = 0;
        for (String code : claim.complexity()) {
            criteria += sheet.complexity().contains(code) ? 1 : 0;
        }
        return new ConsideredProject(sheet, claim, criteria, known(roles, claim.role()), conclusions);
    }

    public HeldSpecialty held(Sheet sheet, Specialty claim) {
        return new HeldSpecialty(sheet, claim, claim.id(), known(depths, claim.depth()), conclusions);
    }

    /** The specialties in the sheet's field. */
    public List<HeldSpecialty> held(Sheet sheet, Candidate candidate) {
        List<HeldSpecialty> held = List.of();
        for (int place = 0; place < candidate.specialties().size(); place++) {
            Specialty specialty = candidate.specialties().get(place);
            if (specialty.specialtyField().equals(sheet.specialtyField())) {
                held = held.isEmpty() ? new ArrayList<>(candidate.specialties().size() - place) : held;
                held.add(held(sheet, specialty));
            }
        }
        return held;
    }

    /** The examinations passed on the as-of date or earlier. */
    public List<PassedExamination> passed(Sheet sheet, Candidate candidate) {
        List<PassedExamination> passed =
                new ArrayList<>(candidate.examinations().size());
        for (Examination examination : candidate.examinations()) {
            if (reached(examination.passedOn())) {
                passed.add(new PassedExamination(sheet, examination, conclusions));
            }
        }
        return passed;
    }

    public Specialties specialties(Sheet sheet, Candidate candidate) {
        return new Specialties(sheet, held(sheet, candidate), conclusions);
    }

    public Experience experience(Sheet sheet, List<Project> counted, List<Project> eligible) {
        return experience(
                sheet,
                counted,
                eligible,
                together(counted, Project::phases),
                together(eligible, Project::accomplishments));
    }

    /**
     * An experience with one more project.
     *
     * @param further is not counted in it
     * @param isEligible whether the project is eligible in it already
     */
    public Experience with(Experience experience, Project further, boolean isEligible) {
        return experience(
                experience.at(),
                with(experience.counted(), further),
                isEligible ? experience.eligible() : with(experience.eligible(), further),
                together(experience.phases(), further.phases()),
                isEligible
                        ? experience.accomplishments()
                        : together(experience.accomplishments(), further.accomplishments()));
    }

    private Experience experience(
            Sheet sheet,
            List<Project> counted,
            List<Project> eligible,
            List<String> phases,
            List<String> accomplishments) {
        WorkedTime time = WorkedTime.of(begun(counted), asOf);
        return new Experience(
                sheet,
                counted,
                eligible,
                time.months(),
                time.longestRunMonths(),
                phases,
                accomplishments,
                asOf,
                roles,
                conclusions);
    }

    private static List<Project> with(List<Project> projects, Project further) {
        List<Project> longer = new ArrayList<>(projects.size() + 1);
        longer.addAll(projects);
        longer.add(further);
        return longer;
    }

    public Succession succession(Sheet sheet, List<Contribution> counted) {
        if (counted != kindsOf) {
            Set<String> found = new HashSet<>();
            for (Contribution contribution : counted) {
                found.add(contribution.kind());
            }
            kinds = found.size();
            kindsOf = counted;
        }
        return new Succession(sheet, counted, kinds, asOf, conclusions);
    }

    public Subordinates subordinates(Sheet sheet, List<SubordinateDevelopment> counted) {
        return new Subordinates(sheet, counted, asOf, conclusions);
    }

    /**
     * The criteria of a sheet after its rules have fired.
     *
     * @param notMet the number of required criteria that are not met
     */
    public SheetStanding standing(Sheet sheet, int notMet) {
        return new SheetStanding(sheet, notMet, conclusions);
    }

    private List<Project> begun(List<Project> projects) {
        for (int place = 0; place < projects.size(); place++) {
            if (!reached(projects.get(place).from())) {
                return projects.stream()
                        .filter(project -> reached(project.from()))
                        .toList();
            }
        }
        return projects;
    }

    private static List<String> together(List<Project> projects, Function<Project, List<String>> codes) {
        if (projects.isEmpty()) {
            return List.of();
        }
        if (projects.size() == 1) {
            return inOrder(codes.apply(projects.get(0)));
        }
        Set<String> together = new TreeSet<>();
        for (Project project : projects) {
            together.addAll(codes.apply(project));
        }
        return List.copyOf(together);
    }

    private static List<String> together(List<String> codes, List<String> further) {
        if (codes.containsAll(further)) {
            return codes;
        }
        Set<String> together = new TreeSet<>(codes);
        together.addAll(further);
        return List.copyOf(together);
    }

    /** Codes in alphabetical order, each once; most candidates' lists are so already. */
    private static List<String> inOrder(List<String> codes) {
        for (int place = 1; place < codes.size(); place++) {
            if (codes.get(place - 1).compareTo(codes.get(place)) >= 0) {
                return List.copyOf(new TreeSet<>(codes));
            }
        }
        return codes;
    }

    private boolean reached(LocalDate date) {
        return !date.isAfter(asOf);
    }

    private static OrdinalScale.OrdinalLevel known(OrdinalScale scale, String code) {
        OrdinalScale.OrdinalLevel level = scale.level(code);
        if (level == null) {
            throw new IllegalStateException("The vocabulary has no " + code);
        }
        return level;
    }
}
