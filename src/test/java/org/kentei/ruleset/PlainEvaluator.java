package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Candidate;
import org.kentei.candidate.Contribution;
import org.kentei.candidate.Project;
import org.kentei.candidate.Specialty;
import org.kentei.candidate.SubordinateDevelopment;
import org.kentei.vocabulary.Criterion;

/**
 * Decides a candidate in a made-up field in plain Java, straight from the sheets' figures. It uses nothing of the
 * service but the candidate's data.
 */
final class PlainEvaluator {

    private static final List<String> ROLES =
            List.of("MEMBER", "LEADER", "RESPONSIBLE", "RESPONSIBLE_FOR_CUSTOMERS", "RESPONSIBLE_FOR_WHOLE");
    private static final List<String> DEPTHS = List.of(
            "PERFORMS_INDEPENDENTLY",
            "GUIDES_SUBORDINATES",
            "CONTRIBUTES_TO_COMPANY",
            "CONTRIBUTES_TO_INDUSTRY",
            "LEADS_INDUSTRY");

    private final PlainField field;
    private final Candidate candidate;
    private final List<Project> considered = new ArrayList<>();

    PlainEvaluator(PlainField field, Candidate candidate) {
        this.field = field;
        this.candidate = candidate;
        for (Project project : candidate.projects()) {
            if (project.specialtyField().equals(field.code())
                    && project.successful()
                    && !project.from().isAfter(candidate.asOf())) {
                considered.add(project);
            }
        }
    }

    /** One letter for each criterion of each sheet: M met, N not met, - not asked. */
    Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        for (PlainSheet sheet : field.sheets()) {
            StringBuilder letter = new StringBuilder();
            for (Criterion criterion : Criterion.values()) {
                letter.append(!sheet.asks(criterion) ? '-' : met(sheet, criterion) ? 'M' : 'N');
            }
            letters.put(sheet.code(), letter.toString());
        }
        return letters;
    }

    /** The highest level with a sheet that has no N; null where there is none. */
    @Nullable
    Integer level() {
        Map<String, String> letters = letters();
        for (PlainSheet sheet : field.sheets()) {
            if (letters.get(sheet.code()).indexOf('N') < 0) {
                return sheet.level();
            }
        }
        return null;
    }

    private boolean met(PlainSheet sheet, Criterion criterion) {
        return switch (criterion) {
            case RESPONSIBILITIES -> responsibilities(sheet);
            case COMPLEXITY -> considered.stream().anyMatch(project -> complexEnough(sheet, project));
            case SIZE -> considered.stream().anyMatch(project -> largeEnough(sheet, project));
            case SPECIALTY -> specialty(sheet);
            case SUCCESSION -> kinds() >= sheet.kinds();
            case SUBORDINATES -> records() >= sheet.records();
        };
    }

    private boolean complexEnough(PlainSheet sheet, Project project) {
        for (PlainSheet other : field.sheets()) {
            if (other.level() >= sheet.level() && other.asks(Criterion.COMPLEXITY)) {
                for (PlainSheet.Complexity complexity : other.complexity()) {
                    if (criteria(other, project) >= complexity.criteria()
                            && project.complexity().containsAll(complexity.codes())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean largeEnough(PlainSheet sheet, Project project) {
        for (PlainSheet other : field.sheets()) {
            if (other.level() >= sheet.level() && other.asks(Criterion.SIZE)) {
                for (PlainSheet.Size size : other.sizes()) {
                    if (criteria(other, project) >= size.criteria() && inOneOf(size.bands(), project)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int criteria(PlainSheet sheet, Project project) {
        Set<String> both = new HashSet<>(sheet.list());
        both.retainAll(project.complexity());
        return both.size();
    }

    private static boolean inOneOf(List<PlainSheet.Band> bands, Project project) {
        for (PlainSheet.Band band : bands) {
            Long figure = switch (band.figure()) {
                case HEADCOUNT -> project.headcount();
                case VALUE -> project.annualContractValue();
                case USERS -> project.annualUsers();
            };
            if (figure != null && figure >= band.from() && (band.below() == null || figure < band.below())) {
                return true;
            }
        }
        return false;
    }

    private boolean responsibilities(PlainSheet sheet) {
        Set<String> shown = new HashSet<>();
        Set<String> covered = new HashSet<>();
        TreeSet<LocalDate> worked = new TreeSet<>();
        for (Project project : considered) {
            boolean eligible = inRole(sheet, project)
                    && (!sheet.asks(Criterion.COMPLEXITY) || complexEnough(sheet, project))
                    && (!sheet.asks(Criterion.SIZE) || largeEnough(sheet, project));
            if (eligible) {
                shown.addAll(project.accomplishments());
            }
            if (eligible && project.accomplishments().containsAll(sheet.accomplishments())) {
                covered.addAll(project.phases());
                for (LocalDate day = project.from();
                        !day.isAfter(candidate.asOf()) && (project.to() == null || !day.isAfter(project.to()));
                        day = day.plusDays(1)) {
                    worked.add(day);
                }
            }
        }
        int[] time = time(worked);
        return time[0] >= sheet.months()
                && time[1] >= sheet.run()
                && covered.containsAll(sheet.phases())
                && shown.containsAll(sheet.once());
    }

    private static boolean inRole(PlainSheet sheet, Project project) {
        for (PlainSheet.Role role : sheet.roles()) {
            boolean inPhase = role.phases().isEmpty() || role.phases().stream().anyMatch(project.phases()::contains);
            if (inPhase && ROLES.indexOf(project.role()) >= ROLES.indexOf(role.lowest())) {
                return true;
            }
        }
        return false;
    }

    /** Whole months of all runs of days together, and those of the longest run. */
    private static int[] time(SortedSet<LocalDate> days) {
        int months = 0;
        int rest = 0;
        int longest = 0;
        LocalDate first = null;
        for (LocalDate day : days) {
            if (first == null || !days.contains(day.minusDays(1))) {
                first = day;
            }
            LocalDate next = day.plusDays(1);
            if (!days.contains(next)) {
                int whole = 12 * (next.getYear() - first.getYear())
                        + next.getMonthValue()
                        - first.getMonthValue()
                        - (next.getDayOfMonth() < first.getDayOfMonth() ? 1 : 0);
                months += whole;
                longest = Math.max(longest, whole);
                rest += (int) (next.toEpochDay() - first.plusMonths(whole).toEpochDay());
            }
        }
        return new int[] {months + rest / 31, longest};
    }

    private boolean specialty(PlainSheet sheet) {
        for (Specialty specialty : candidate.specialties()) {
            if (specialty.specialtyField().equals(field.code())
                    && DEPTHS.indexOf(specialty.depth()) >= DEPTHS.indexOf(sheet.depth())) {
                return true;
            }
        }
        return false;
    }

    private int kinds() {
        Set<String> kinds = new HashSet<>();
        for (Contribution contribution : candidate.contributions()) {
            if (contribution.specialtyField().equals(field.code())
                    && !contribution.date().isAfter(candidate.asOf())) {
                kinds.add(contribution.kind());
            }
        }
        return kinds.size();
    }

    private int records() {
        int records = 0;
        for (SubordinateDevelopment development : candidate.subordinateDevelopment()) {
            records += development.from().isAfter(candidate.asOf()) ? 0 : 1;
        }
        return records;
    }
}
