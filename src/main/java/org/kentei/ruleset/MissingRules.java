package org.kentei.ruleset;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.rule.FactType;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/** Checks that on each day some rule concludes what a sheet needs of its own rules, and what all sheets need of the shared ones. */
final class MissingRules {

    /** Conclusions that only a sheet's own rules have. */
    static final Set<ConclusionType> OF_SHEETS = EnumSet.of(
            ConclusionType.MEETS_COMPLEXITY,
            ConclusionType.MEETS_SIZE,
            ConclusionType.PLAYS_ROLE,
            ConclusionType.SHOWS_ACCOMPLISHMENTS,
            ConclusionType.SATISFIES_RESPONSIBILITIES,
            ConclusionType.SATISFIES_SPECIALTY,
            ConclusionType.SATISFIES_SUCCESSION,
            ConclusionType.SATISFIES_SUBORDINATES);

    private static final Set<ConclusionType> OPTIONAL =
            EnumSet.of(ConclusionType.COUNTS_FOR, ConclusionType.SHOWS_MINIMUM_CAPABILITY);

    private final Vocabulary vocabulary;
    private final List<RuleText> rules;
    private final List<Mistake> mistakes;

    /** @param mistakes takes what is found; a file that has some already is not checked */
    MissingRules(Vocabulary vocabulary, List<RuleText> rules, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.mistakes = mistakes;
    }

    void check() {
        Set<String> faulty = mistakes.stream().map(Mistake::file).collect(Collectors.toSet());
        vocabulary.sheets().filter(sheet -> !faulty.contains(fileOf(sheet))).forEach(this::checkSheet);
        for (ConclusionType type : ConclusionType.values()) {
            if (!OF_SHEETS.contains(type) && !OPTIONAL.contains(type)) {
                vocabulary
                        .sheets()
                        .map(Sheet::validity)
                        .distinct()
                        .forEach(days -> checkConcluded(
                                null, type, days, "shared", "No shared rule has the consequence " + consequence(type)));
            }
        }
    }

    private void checkSheet(Sheet sheet) {
        String file = fileOf(sheet);
        if (rules.stream().noneMatch(rule -> sheet.sheet().equals(rule.sheet()))) {
            mistakes.add(new Mistake(
                    file,
                    0,
                    "The sheet " + sheet.sheet() + " has no rules. They belong in the file `" + sheet.sheet()
                            + ".drl`, beside the `field.yaml` that lists the sheet."));
            return;
        }
        requiredOf(sheet)
                .forEach(type -> checkConcluded(
                        sheet.sheet(),
                        type,
                        sheet.validity(),
                        file,
                        "The sheet " + sheet.sheet() + " requires "
                                + type.criterion().orElseThrow() + ", but none of its rules has the consequence "
                                + consequence(type)));
    }

    /**
     * Checks that on each day some rule of a sheet, or a shared rule, has a consequence.
     *
     * @param sheet null for the shared rules
     * @param days the days on which it is needed
     * @param words what is wrong if none has it, up to the day
     */
    private void checkConcluded(@Nullable String sheet, ConclusionType type, Validity days, String file, String words) {
        List<RuleText> concluding = rules.stream()
                .filter(rule -> Objects.equals(rule.sheet(), sheet)
                        && rule.consequence().type() == type)
                .toList();
        if (concluding.isEmpty()) {
            mistakes.add(new Mistake(file, 0, words + "."));
            return;
        }
        Stream<LocalDate> changes =
                concluding.stream().flatMap(rule -> rule.validity().boundaries());
        Validity.periods(Stream.concat(days.boundaries(), changes)).stream()
                .filter(period -> !period.and(days).isEmpty()
                        && concluding.stream()
                                .allMatch(rule -> rule.validity().and(period).isEmpty()))
                .findFirst()
                .ifPresent(gap -> mistakes.add(new Mistake(
                        file, 0, words + " for as-of dates " + gap.and(days).words() + around(gap, concluding) + ".")));
    }

    /** Where the rules are that end before a gap and begin after it. */
    private static String around(Validity gap, List<RuleText> concluding) {
        Stream<String> before = concluding.stream()
                .filter(rule ->
                        gap.from() != null && gap.from().equals(rule.validity().until()))
                .map(rule -> "the rule in " + rule.file() + ":" + rule.line() + " ends before");
        Stream<String> after = concluding.stream()
                .filter(rule -> gap.until() != null
                        && gap.until().equals(rule.validity().from()))
                .map(rule -> "the rule in " + rule.file() + ":" + rule.line() + " begins after");
        String places = Stream.concat(before, after).collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : "; " + places;
    }

    /** The conclusions that a sheet's own rules must have. */
    private static Stream<ConclusionType> requiredOf(Sheet sheet) {
        return OF_SHEETS.stream()
                .filter(type -> type.criterion().filter(sheet::requires).isPresent())
                .map(type -> type == ConclusionType.MEETS_SIZE && !sheet.requiresOfEachProject(Criterion.SIZE)
                        ? ConclusionType.SATISFIES_SIZE
                        : type);
    }

    /** A consequence as rules write it. */
    private static String consequence(ConclusionType type) {
        return FactType.all().stream()
                .flatMap(fact -> fact.consequences().values().stream())
                .filter(consequence -> consequence.type() == type)
                .map(consequence -> "`" + consequence.name() + "`")
                .findFirst()
                .orElseThrow();
    }

    private String fileOf(Sheet sheet) {
        return rules.stream()
                .map(RuleText::file)
                .filter(file -> file.endsWith("/" + sheet.sheet() + ".drl"))
                .findFirst()
                .orElse(sheet.sheet() + ".drl");
    }
}
