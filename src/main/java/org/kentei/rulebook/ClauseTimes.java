package org.kentei.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.RulesetText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Validity;

/** Finds the days on which a clause of a sheet in force has no rule, or a rule has no clause. */
final class ClauseTimes {

    private final ClauseCatalogue catalogue;
    private final RulesetText ruleset;
    private final List<Mistake> mistakes = new ArrayList<>();

    private ClauseTimes(ClauseCatalogue catalogue, RulesetText ruleset) {
        this.catalogue = catalogue;
        this.ruleset = ruleset;
    }

    static List<Mistake> mistakes(ClauseCatalogue catalogue, RulesetText ruleset) {
        ClauseTimes times = new ClauseTimes(catalogue, ruleset);
        Map<String, List<RuleText>> byClause = new LinkedHashMap<>();
        ruleset.rules()
                .forEach(rule -> byClause.computeIfAbsent(rule.clause(), any -> new ArrayList<>())
                        .add(rule));
        byClause.forEach(times::check);
        return times.mistakes;
    }

    private void check(String code, List<RuleText> rules) {
        Clause described = catalogue.clause(code);
        Validity clause = described == null ? Validity.ALWAYS : described.validity();
        Validity missing = null;
        for (Validity period : Validity.periods(Stream.concat(ruleset.boundaries(), clause.boundaries()))) {
            LocalDate day = period.day(LocalDate.EPOCH);
            List<RuleText> inForce =
                    rules.stream().filter(rule -> rule.validity().includes(day)).toList();
            boolean asked = sheetInForce(rules.get(0).sheet(), day);
            if (asked && clause.includes(day) && inForce.isEmpty()) {
                missing = new Validity(missing == null ? period.from() : missing.from(), period.until());
            } else if (missing != null) {
                addGap(code, missing, rules);
                missing = null;
            }
            if (asked && !clause.includes(day) && !inForce.isEmpty()) {
                RuleText rule = inForce.get(0);
                mistakes.add(new Mistake(
                        rule.file(),
                        rule.line(),
                        "The rule is in force " + rule.validity().words() + ", and its clause `" + code
                                + "` is in force " + clause.words() + "."));
                return;
            }
        }
        if (missing != null) {
            addGap(code, missing, rules);
        }
    }

    /** @param sheet the clause's sheet; null for a clause that all sheets share */
    private boolean sheetInForce(@Nullable String sheet, LocalDate day) {
        return ruleset.vocabulary()
                .sheets()
                .filter(one -> sheet == null || one.sheet().equals(sheet))
                .map(Sheet::validity)
                .anyMatch(validity -> validity.includes(day));
    }

    private void addGap(String code, Validity gap, List<RuleText> rules) {
        RuleText before = rules.stream()
                .filter(rule ->
                        gap.from() != null && gap.from().equals(rule.validity().until()))
                .findFirst()
                .orElse(null);
        RuleText after = rules.stream()
                .filter(rule -> gap.until() != null
                        && gap.until().equals(rule.validity().from()))
                .findFirst()
                .orElse(null);
        RuleText place = before != null ? before : after != null ? after : rules.get(0);
        String words = "No rule of the clause `" + code + "` is in force " + gap.words();
        if (before != null) {
            words += ": this one has `date-expires \"" + before.validity().until() + "\"`";
        } else if (after != null) {
            words += ": this one has `date-effective \"" + after.validity().from() + "\"`";
        }
        if (before != null && after != null) {
            words += ", and the rule in " + after.file() + ":" + after.line() + " has `date-effective \""
                    + after.validity().from() + "\"`";
        }
        mistakes.add(new Mistake(place.file(), place.line(), words + "."));
    }
}
