package org.kentei.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Examination;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.fact.WorkedTime;

/** The sheets decided by a program that can do nothing else: no rules, no evidence, no shortfalls, no record. */
final class PlainJava {

    /** The letters of a sheet's six criteria. */
    record Letters(SheetFigures sheet, char[] six) {

        boolean met() {
            for (char letter : six) {
                if (letter == 'N') {
                    return false;
                }
            }
            return true;
        }
    }

    /** What comes out for a candidate; a level of 0 is none. */
    record Result(int certifiedLevel, int[] fieldLevels, boolean applied, List<Letters> sheets) {

        Map<String, String> letters() {
            return sheets.stream().collect(Collectors.toMap(one -> one.sheet().sheet(), one -> new String(one.six())));
        }
    }

    /** A project with the highest levels whose complexity and size it meets. */
    private record Rated(Project project, int complexityLevel, int sizeLevel) {}

    private PlainJava() {}

    static Result decide(Candidate candidate) {
        return decide(candidate, SheetFigures.FIELDS);
    }

    /** @param fields the sheets of each field, the highest level first */
    static Result decide(Candidate candidate, List<List<SheetFigures>> fields) {
        List<Letters> letters = new ArrayList<>(SheetFigures.COUNT);
        int[] levels = new int[fields.size()];
        int highest = 0;
        for (int field = 0; field < levels.length; field++) {
            List<SheetFigures> sheets = fields.get(field);
            List<Rated> rated = rated(candidate, sheets);
            for (SheetFigures sheet : sheets) {
                Letters one = letters(candidate, sheet, rated);
                letters.add(one);
                if (one.met()) {
                    levels[field] = Math.max(levels[field], sheet.level());
                }
            }
            highest = Math.max(highest, levels[field]);
        }
        return new Result(highest, levels, applied(candidate), letters);
    }

    private static boolean applied(Candidate candidate) {
        for (Examination examination : candidate.examinations()) {
            if (examination.code().equals("AP") && !examination.passedOn().isAfter(candidate.asOf())) {
                return true;
            }
        }
        return false;
    }

    private static List<Rated> rated(Candidate candidate, List<SheetFigures> sheets) {
        List<Rated> rated = new ArrayList<>();
        for (Project project : candidate.projects()) {
            if (project.successful()
                    && !project.from().isAfter(candidate.asOf())
                    && project.specialtyField().equals(sheets.get(0).field())) {
                int complexity = 0;
                int size = 0;
                for (SheetFigures sheet : sheets) {
                    int criteria = sheet.criteria(project);
                    if (criteria >= sheet.leastCriteria() && sheet.hasRequiredCriterion(project)) {
                        complexity = Math.max(complexity, sheet.level());
                    }
                    if (sheet.size().met(project, criteria)) {
                        size = Math.max(size, sheet.level());
                    }
                }
                rated.add(new Rated(project, complexity, size));
            }
        }
        return rated;
    }

    private static Letters letters(Candidate candidate, SheetFigures sheet, List<Rated> rated) {
        boolean asksAll = sheet.level() > 3;
        return new Letters(sheet, new char[] {
            letter(responsibilities(candidate, sheet, rated)),
            letter(complexity(sheet, rated)),
            asksAll ? letter(size(sheet, rated)) : '-',
            letter(specialty(candidate, sheet)),
            asksAll ? letter(succession(candidate, sheet)) : '-',
            asksAll ? letter(subordinates(candidate)) : '-'
        });
    }

    private static char letter(boolean met) {
        return met ? 'M' : 'N';
    }

    private static boolean responsibilities(Candidate candidate, SheetFigures sheet, List<Rated> rated) {
        List<Project> counted = new ArrayList<>();
        Set<String> phases = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (Rated one : rated) {
            Project project = one.project();
            if (one.complexityLevel() >= sheet.level()
                    && (sheet.level() == 3 || one.sizeLevel() >= sheet.level())
                    && SheetFigures.ROLES.indexOf(project.role()) >= sheet.role()
                    && anyOf(sheet.phases(), project.phases())) {
                shown.addAll(project.accomplishments());
                if (project.accomplishments().containsAll(sheet.onEveryProject())) {
                    counted.add(project);
                    phases.addAll(project.phases());
                }
            }
        }
        if (!phases.containsAll(sheet.phases()) || !shown.containsAll(sheet.once())) {
            return false;
        }
        WorkedTime time = WorkedTime.of(counted, candidate.asOf());
        return (sheet.unbroken() ? time.longestRunMonths() : time.months()) >= sheet.months();
    }

    private static boolean anyOf(List<String> asked, List<String> given) {
        for (String one : asked) {
            if (given.contains(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean complexity(SheetFigures sheet, List<Rated> rated) {
        for (Rated one : rated) {
            if (one.complexityLevel() >= sheet.level()) {
                return true;
            }
        }
        return false;
    }

    private static boolean size(SheetFigures sheet, List<Rated> rated) {
        for (Rated one : rated) {
            if (one.sizeLevel() >= sheet.level()) {
                return true;
            }
        }
        return false;
    }

    private static boolean specialty(Candidate candidate, SheetFigures sheet) {
        for (Specialty specialty : candidate.specialties()) {
            if (specialty.specialtyField().equals(sheet.field())
                    && SheetFigures.DEPTHS.indexOf(specialty.depth()) >= sheet.depth()) {
                return true;
            }
        }
        return false;
    }

    private static boolean succession(Candidate candidate, SheetFigures sheet) {
        boolean everyTag = sheet.field().equals("OPERATIONS_MANAGEMENT");
        LocalDate asOf = candidate.asOf();
        Set<String> kinds = new HashSet<>();
        for (Contribution contribution : candidate.contributions()) {
            if (!contribution.date().isAfter(asOf)
                    && (everyTag || contribution.specialtyField().equals(sheet.field()))) {
                kinds.add(contribution.kind());
            }
        }
        return kinds.size() >= sheet.kinds();
    }

    private static boolean subordinates(Candidate candidate) {
        for (SubordinateDevelopment development : candidate.subordinateDevelopment()) {
            if (!development.from().isAfter(candidate.asOf())) {
                return true;
            }
        }
        return false;
    }
}
