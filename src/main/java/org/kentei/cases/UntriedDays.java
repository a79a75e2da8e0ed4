package org.kentei.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/**
 * Finds the days that no case tries though something begins or ends there: the day itself and the day before. A sheet's own
 * cases try its days, the cases of any sheet those of shared rules.
 */
public final class UntriedDays {

    private final RulesetText ruleset;
    private final List<CaseFile> files;
    private final List<Mistake> untried = new ArrayList<>();

    private UntriedDays(RulesetText ruleset, List<CaseFile> files) {
        this.ruleset = ruleset;
        this.files = files;
    }

    /** A mistake for each such day, at the rule that begins or ends there, or else at the sheet's cases. */
    public static List<Mistake> of(RulesetText ruleset, List<CaseFile> files) {
        UntriedDays days = new UntriedDays(ruleset, files);
        ruleset.vocabulary().sheets().forEach(days::check);
        days.checkShared();
        days.untried.sort(Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line));
        return days.untried;
    }

    private void check(Sheet sheet) {
        List<CaseFile> own = files.stream()
                .filter(file -> file.sheet().sheet().equals(sheet.sheet()))
                .toList();
        Set<LocalDate> tried = asOfDates(own);
        if (tried.isEmpty()) {
            // that it has no case is told already
            return;
        }
        for (RuleText rule : ruleset.rules()) {
            if (sheet.sheet().equals(rule.sheet())) {
                rule.validity()
                        .boundaries()
                        .filter(day -> inForceAt(sheet.validity(), day))
                        .forEach(day -> check(day, tried, rule.file(), rule.line(), sheet.sheet() + ".cases.yaml"));
            }
        }
        sheet.validity()
                .boundaries()
                .forEach(day -> check(day, tried, own.get(0).file(), 0, sheet.sheet() + ".cases.yaml"));
    }

    private void checkShared() {
        Set<LocalDate> tried = asOfDates(files);
        for (RuleText rule : ruleset.rules()) {
            if (rule.sheet() == null) {
                rule.validity()
                        .boundaries()
                        .filter(day ->
                                ruleset.vocabulary().sheets().anyMatch(sheet -> inForceAt(sheet.validity(), day)))
                        .forEach(day -> check(day, tried, rule.file(), rule.line(), "a case file"));
            }
        }
    }

    private static Set<LocalDate> asOfDates(List<CaseFile> files) {
        return files.stream()
                .flatMap(file -> file.cases().stream())
                .map(one -> one.candidate().asOf())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean inForceAt(Validity validity, LocalDate day) {
        return validity.includes(day) || validity.includes(day.minusDays(1));
    }

    private void check(LocalDate day, Set<LocalDate> tried, String file, int line, String caseFile) {
        List<LocalDate> missing = List.of(day.minusDays(1), day).stream()
                .filter(one -> !tried.contains(one))
                .toList();
        if (!missing.isEmpty()) {
            Mistake mistake = new Mistake(
                    file,
                    line,
                    "Something begins or ends on " + day + ", and no case is as of "
                            + missing.stream().map(LocalDate::toString).collect(Collectors.joining(" or "))
                            + ". Write one into " + caseFile + ".");
            if (untried.stream().noneMatch(other -> other.reason().equals(mistake.reason()))) {
                untried.add(mistake);
            }
        }
    }
}
