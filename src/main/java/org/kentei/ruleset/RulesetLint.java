package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/** Checks a ruleset beyond the form of each rule: names, clauses, limits, each rule, and whether rules are missing. */
final class RulesetLint {

    private static final int MOST_MISTAKES = 200;
    private static final int MOST_PARTS = 64;
    private static final int MOST_RULES_OF_A_FILE = 100;
    private static final int MOST_RULES = 2000;

    private final List<Mistake> mistakes = new ArrayList<>();

    private RulesetLint() {}

    /** Every mistake that lint finds. */
    static List<Mistake> breaches(Vocabulary vocabulary, List<RuleText> rules) {
        RulesetLint lint = new RulesetLint();
        lint.checkUniqueNames(rules);
        lint.checkOneRuleAtATime(rules);
        lint.checkCounts(rules);
        new RuleLint(vocabulary, lint.mistakes).check(rules);
        new MissingRules(vocabulary, rules, lint.mistakes).check();
        return lint.mistakes;
    }

    private void checkCounts(List<RuleText> rules) {
        if (rules.size() > MOST_RULES) {
            mistakes.add(new Mistake(
                    "rules", 0, "There are " + rules.size() + " rules; at most " + MOST_RULES + " are allowed."));
        }
        Map<String, Integer> ofFile = new HashMap<>();
        for (RuleText rule : rules) {
            if (ofFile.merge(rule.file(), 1, Integer::sum) == MOST_RULES_OF_A_FILE + 1) {
                mistake(rule, "The file has more than " + MOST_RULES_OF_A_FILE + " rules.");
            }
            long parts = rule.condition().parts().count();
            if (parts > MOST_PARTS) {
                mistake(rule, "The rule has " + parts + " conditions; at most " + MOST_PARTS + " are allowed.");
            }
        }
    }

    private void checkUniqueNames(List<RuleText> rules) {
        Map<String, RuleText> first = new HashMap<>();
        for (RuleText rule : rules) {
            RuleText other = first.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule);
            if (other != null) {
                mistake(
                        rule,
                        "The name `" + rule.name() + "` is already used by the rule in " + other.file() + ":"
                                + other.line() + ".");
            }
        }
    }

    private void checkOneRuleAtATime(List<RuleText> rules) {
        Map<String, List<RuleText>> byClause = new HashMap<>();
        for (RuleText rule : rules) {
            List<RuleText> before = byClause.computeIfAbsent(rule.clause(), any -> new ArrayList<>());
            for (RuleText other : before) {
                Validity both = rule.validity().and(other.validity());
                if (!both.isEmpty()) {
                    mistake(
                            rule,
                            "The clause `" + rule.clause() + "` is already used by the rule in " + other.file() + ":"
                                    + other.line()
                                    + (both.isAlways() ? "." : "; both are in force " + both.words() + "."));
                    break;
                }
            }
            before.add(rule);
        }
    }

    private void mistake(RuleText rule, String reason) {
        mistakes.add(new Mistake(rule.file(), rule.line(), reason));
    }

    /** The mistakes as they are reported: each once, ordered by file and line, and at most {@value #MOST_MISTAKES}. */
    static List<Mistake> inOrder(List<Mistake> mistakes) {
        List<Mistake> ordered = mistakes.stream()
                .distinct()
                .sorted(Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line))
                .collect(Collectors.toList());
        if (ordered.size() > MOST_MISTAKES) {
            Mistake more = new Mistake("rules", 0, (ordered.size() - MOST_MISTAKES) + " more mistakes are not listed.");
            ordered.subList(MOST_MISTAKES, ordered.size()).clear();
            ordered.add(more);
        }
        return ordered;
    }
}
