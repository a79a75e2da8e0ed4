package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.CriterionFact;
import org.kentei.rule.Absence;
import org.kentei.rule.Condition;
import org.kentei.rule.FactType;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Validity;
import org.kentei.vocabulary.Vocabulary;

/** Checks the rules of a ruleset beyond the form of each rule: names, clauses, completeness, and limits. */
final class RulesetLint {

    /** Conclusions that only a sheet's own rules have. */
    private static final Set<ConclusionType> OF_SHEETS = EnumSet.of(
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
    private static final Pattern FIGURE = Pattern.compile("\\d");
    private static final int LONGEST_PARAPHRASE = 300;
    private static final Pattern NAME = Pattern.compile(WrittenForm.words("[!-~&&[^\"`]]"));
    private static final int LONGEST_NAME = 120;
    private static final Pattern PARAPHRASE = Pattern.compile(WrittenForm.LATIN);
    private static final Pattern CLAUSE = Pattern.compile(WrittenForm.CLAUSE);
    private static final String SHARED_CLAUSES = "SHARED.";
    private static final int LONGEST_CLAUSE = 100;
    private static final int MOST_MISTAKES = 200;
    private static final int MOST_PARTS = 64;
    private static final int MOST_RULES_OF_A_FILE = 100;
    private static final int MOST_RULES = 2000;

    private final Vocabulary vocabulary;
    private final List<Mistake> mistakes = new ArrayList<>();

    private RulesetLint(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Every mistake that lint finds. */
    static List<Mistake> breaches(Vocabulary vocabulary, List<RuleText> rules) {
        RulesetLint lint = new RulesetLint(vocabulary);
        lint.checkUniqueNames(rules);
        lint.checkOneRuleAtATime(rules);
        lint.checkCounts(rules);
        for (RuleText rule : rules) {
            lint.checkText(rule);
            if (rule.sheet() == null) {
                lint.checkShared(rule);
            } else {
                lint.checkSheetRule(rule, rule.sheet());
            }
        }
        lint.checkComplete(rules);
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

    /** A candidate cannot state a code that is not in force, so a rule that requires one then cannot be met. */
    private void checkCodesInForce(RuleText rule, Sheet sheet) {
        rule.condition().parts().forEach(part -> {
            CodeList list = part instanceof Condition.Contains ? part.property().codes() : listOfOneCode(part);
            if (list != null) {
                String code = part instanceof Condition.Contains contains ? contains.code() : oneCode(part);
                Validity ruleAndSheet = rule.validity().and(sheet.validity());
                vocabulary.terms(list).stream()
                        .filter(term -> term.code().equals(code)
                                && !ruleAndSheet.isEmpty()
                                && !ruleAndSheet.and(term.validity()).equals(ruleAndSheet))
                        .findFirst()
                        .ifPresent(term -> mistake(
                                rule,
                                "The rule is in force " + ruleAndSheet.words() + ", but requires `" + term.code()
                                        + "`, which candidates can state only "
                                        + term.validity().words() + "."));
            }
        });
    }

    /** The list of the code in a property's brackets, if it is one code, such as that of a phase; otherwise null. */
    private static @Nullable CodeList listOfOneCode(Condition.SimpleCondition part) {
        Property.Argument argument = part.property().argument();
        return argument == null || argument.codes().size() != 1 ? null : argument.list();
    }

    private static String oneCode(Condition.SimpleCondition part) {
        return Objects.requireNonNull(part.property().argument()).codes().get(0);
    }

    /** Complexity criteria that are not on the sheet's own list never count. */
    private void checkOwnComplexity(RuleText rule, Sheet sheet) {
        rule.condition().parts().map(part -> part.property().argument()).forEach(argument -> {
            if (argument != null && argument.list() == CodeList.COMPLEXITY) {
                argument.codes().stream()
                        .filter(code -> !sheet.complexity().contains(code))
                        .forEach(code -> mistake(
                                rule,
                                "`" + code + "` is not on the complexity list of " + sheet.sheet()
                                        + ", so it never counts."
                                        + Suggestion.hint(code, sheet.complexity())));
            }
        });
    }

    /** A project or specialty of a field never has a role or depth of another category's ladder. */
    private void checkOwnLadder(RuleText rule, Sheet sheet) {
        rule.condition().parts().forEach(part -> {
            Property.Argument argument = part.property().argument();
            CodeList list = argument == null ? part.property().codes() : argument.list();
            String code = argument != null && !argument.codes().isEmpty()
                    ? argument.codes().get(0)
                    : part instanceof Condition.AtLeast reaches
                            ? reaches.code()
                            : part instanceof Condition.LevelLimit limit ? limit.code() : null;
            if (list == null || !list.isOrdinal() || code == null) {
                return;
            }
            List<String> own = vocabulary.ladder(list, sheet.specialtyField()).stream()
                    .map(Term::code)
                    .toList();
            if (!own.contains(code)) {
                mistake(
                        rule,
                        "`" + code + "` is not on the ladder of " + list.listName() + " of " + sheet.specialtyField()
                                + "." + Suggestion.hint(code, own));
            }
        });
    }

    private void checkText(RuleText rule) {
        if (!NAME.matcher(rule.name()).matches() || rule.name().length() > LONGEST_NAME) {
            mistake(
                    rule,
                    "A rule's name must have 1 to " + LONGEST_NAME
                            + " characters: Latin letters without accents, digits and common signs other than quotes,"
                            + " with single spaces between words.");
        }
        boolean oneText = PARAPHRASE.matcher(rule.paraphrase()).matches()
                && !rule.paraphrase().contains("\"");
        if (!oneText && !rule.paraphrase().isBlank()) {
            mistake(
                    rule,
                    "A paraphrase must be one text in quotes: Latin letters and common signs, with single spaces between"
                            + " words.");
        }
        if (!CLAUSE.matcher(rule.clause()).matches() || rule.clause().length() > LONGEST_CLAUSE) {
            mistake(
                    rule,
                    "A clause must be codes with dots between them, at most " + LONGEST_CLAUSE + " characters long.");
        }
        String firstWord = rule.name().split(" ", 2)[0];
        String nameAfterSheet =
                vocabulary.sheet(firstWord) == null ? rule.name() : rule.name().substring(firstWord.length());
        if (FIGURE.matcher(nameAfterSheet).find()) {
            mistake(
                    rule,
                    "The rule's name has a number; write numbers only in conditions, so that they cannot contradict them.");
        }
        if (FIGURE.matcher(rule.paraphrase()).find()) {
            mistake(
                    rule,
                    "The paraphrase has a number; write numbers only in conditions, so that they cannot contradict them.");
        }
        if (rule.paraphrase().isBlank() || rule.paraphrase().length() > LONGEST_PARAPHRASE) {
            mistake(rule, "A paraphrase must have 1 to " + LONGEST_PARAPHRASE + " characters.");
        }
        if (rule.consequence().type().criterion().isPresent()
                && rule.consequence().type().criterion().get() != rule.criterion()) {
            mistake(
                    rule,
                    "`" + rule.consequence().name() + "` belongs to criterion "
                            + rule.consequence().type().criterion().get() + ", but the rule has "
                            + (rule.criterion() == null
                                    ? "no `@criterion`"
                                    : "`@criterion( " + rule.criterion() + " )`")
                            + ".");
        }
    }

    private void checkShared(RuleText rule) {
        if (OF_SHEETS.contains(rule.consequence().type())
                || CriterionFact.class.isAssignableFrom(rule.factType().type())) {
            mistake(rule, "A sheet's rule needs its sheet: write `@sheet( … )` below the rule's name.");
        }
        Stream<Condition> conditions = Stream.concat(
                Stream.of(rule.condition()), rule.absences().stream().map(Absence::condition));
        if (conditions.flatMap(Condition::parts).anyMatch(RulesetLint::namesSheet)) {
            mistake(
                    rule,
                    "A shared rule must not name a sheet; write what one sheet requires in the sheet's own file.");
        }
        if (!rule.clause().startsWith(SHARED_CLAUSES)) {
            mistake(rule, "The clause of a shared rule must start with `SHARED.`, not `" + rule.clause() + "`.");
        }
        if (!rule.file().startsWith("shared/")) {
            mistake(rule, "A rule without `@sheet` must be in the folder `shared`.");
        }
    }

    private void checkSheetRule(RuleText rule, String code) {
        Sheet sheet = vocabulary.sheet(code);
        if (sheet == null) {
            mistake(rule, "The vocabulary has no sheet `" + code + "`.");
            return;
        }
        if (!rule.file().endsWith("/" + code + ".drl")) {
            mistake(rule, "The rules of " + code + " must be in the file `" + code + ".drl` of the field's folder.");
        }
        if (!rule.name().startsWith(code + " ")) {
            mistake(rule, "The name of a sheet's rule must start with the sheet: `" + code + " …`.");
        }
        ConclusionType concluded = rule.consequence().type();
        boolean reachedTogether = concluded == ConclusionType.SATISFIES_SIZE
                && CriterionFact.class.isAssignableFrom(rule.factType().type());
        if (!OF_SHEETS.contains(concluded) && !reachedTogether) {
            mistake(rule, "`" + rule.consequence().name() + "` is a consequence of shared rules only.");
        }
        if (reachedTogether && sheet.requiresOfEachProject(Criterion.SIZE)) {
            mistake(
                    rule,
                    "The sheet " + code + " requires SIZE of each project. If projects may reach it together, add"
                            + " `together: [SIZE]` to the sheet in field.yaml.");
        }
        if (concluded == ConclusionType.MEETS_SIZE && !sheet.requiresOfEachProject(Criterion.SIZE)) {
            mistake(
                    rule,
                    "The projects of " + code + " reach SIZE together, so its rules of SIZE match `Experience` and"
                            + " conclude `satisfiesSize`.");
        }
        checkOwnComplexity(rule, sheet);
        checkOwnLadder(rule, sheet);
        if (rule.matchesOtherFacts()) {
            mistake(rule, "A sheet's rule matches one fact only.");
        }
        Criterion criterion = rule.criterion();
        if (criterion == null) {
            mistake(rule, "The rule has no criterion: write `@criterion( … )` below its name.");
        } else if (!sheet.requires(criterion)) {
            mistake(
                    rule,
                    "The sheet " + code + " does not require " + criterion + "; the field.yaml lists its criteria.");
        } else if (!(rule.clause() + ".").startsWith(code + "." + criterion + ".")) {
            mistake(rule, "The clause must start with `" + code + "." + criterion + "`, not `" + rule.clause() + "`.");
        }
        boolean ownSheetFirst = rule.condition() instanceof Condition.AllOf all
                && !all.conditions().isEmpty()
                && all.conditions().get(0) instanceof Condition.CodeComparison first
                && first.equal()
                && namesSheet(first)
                && first.code().equals(code);
        if (!ownSheetFirst
                || rule.condition().parts().filter(RulesetLint::namesSheet).count() != 1) {
            mistake(
                    rule,
                    "The first condition must be `sheet == \"" + code
                            + "\"`, and no other condition may name a sheet.");
        }
        checkCodesInForce(rule, sheet);
        if (rule.condition().parts().anyMatch(RulesetLint::negates)) {
            mistake(
                    rule,
                    "A sheet's rule must not require that something is absent: more evidence must not lower a level.");
        }
    }

    private static boolean namesSheet(Condition.SimpleCondition part) {
        return part.property().name().equals("sheet");
    }

    private static boolean negates(Condition.SimpleCondition part) {
        return part instanceof Condition.BooleanCondition truth && !truth.expected()
                || part instanceof Condition.CodeComparison code && !code.equal();
    }

    private void checkComplete(List<RuleText> rules) {
        Set<String> faulty = mistakes.stream().map(Mistake::file).collect(Collectors.toSet());
        vocabulary
                .sheets()
                .filter(sheet -> !faulty.contains(fileOf(sheet, rules)))
                .forEach(sheet -> requiredOf(sheet)
                        .forEach(type -> checkConcluded(
                                rules,
                                sheet.sheet(),
                                type,
                                sheet.validity(),
                                fileOf(sheet, rules),
                                "The sheet " + sheet.sheet() + " requires "
                                        + type.criterion().orElseThrow()
                                        + ", but none of its rules has the consequence " + consequence(type))));
        for (ConclusionType type : ConclusionType.values()) {
            if (!OF_SHEETS.contains(type) && !OPTIONAL.contains(type)) {
                vocabulary
                        .sheets()
                        .map(Sheet::validity)
                        .distinct()
                        .forEach(days -> checkConcluded(
                                rules,
                                null,
                                type,
                                days,
                                "shared",
                                "No shared rule has the consequence " + consequence(type)));
            }
        }
    }

    /**
     * Checks that on each day some rule of a sheet, or a shared rule, has a consequence.
     *
     * @param sheet null for the shared rules
     * @param days the days on which it is needed
     * @param words what is wrong if none has it, up to the day
     */
    private void checkConcluded(
            List<RuleText> rules,
            @Nullable String sheet,
            ConclusionType type,
            Validity days,
            String file,
            String words) {
        List<Validity> concluded = rules.stream()
                .filter(rule -> Objects.equals(rule.sheet(), sheet)
                        && rule.consequence().type() == type)
                .map(RuleText::validity)
                .toList();
        if (concluded.isEmpty()) {
            mistakes.add(new Mistake(file, 0, words + "."));
            return;
        }
        Validity.periods(Stream.concat(days.boundaries(), concluded.stream().flatMap(Validity::boundaries))).stream()
                .filter(period -> !period.and(days).isEmpty()
                        && concluded.stream().allMatch(one -> one.and(period).isEmpty()))
                .findFirst()
                .ifPresent(gap -> mistakes.add(new Mistake(
                        file, 0, words + " for as-of dates " + gap.and(days).words() + ".")));
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

    private static String fileOf(Sheet sheet, List<RuleText> rules) {
        return rules.stream()
                .map(RuleText::file)
                .filter(file -> file.endsWith("/" + sheet.sheet() + ".drl"))
                .findFirst()
                .orElse(sheet.sheet() + ".drl");
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
