package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kentei.fact.ConclusionType;
import org.kentei.rule.Absence;
import org.kentei.rule.Condition;
import org.kentei.rule.FactType;
import org.kentei.rule.RuleText;
import org.kentei.source.Mistake;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/** What must be true of the rules of a ruleset taken together, beyond the form of each. */
final class RulesetLint {

    /** What only a sheet's own clauses say. */
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

    /** Every breach of the house rules. */
    static List<Mistake> breaches(Vocabulary vocabulary, List<RuleText> rules) {
        RulesetLint house = new RulesetLint(vocabulary);
        house.checkUnique(rules, rule -> rule.name().toLowerCase(Locale.ROOT), RuleText::name, "name");
        house.checkUnique(rules, RuleText::clause, RuleText::clause, "clause");
        house.checkCounts(rules);
        for (RuleText rule : rules) {
            house.checkText(rule);
            if (rule.sheet() == null) {
                house.checkShared(rule);
            } else {
                house.checkSheetRule(rule, rule.sheet());
            }
        }
        house.checkComplete(rules);
        return house.mistakes;
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
                mistake(rule, "The rule asks " + parts + " things; at most " + MOST_PARTS + " are allowed.");
            }
        }
    }

    /** @param same what is the same in rules that could be taken for each other */
    private void checkUnique(
            List<RuleText> rules, Function<RuleText, String> same, Function<RuleText, String> what, String word) {
        Map<String, RuleText> first = new HashMap<>();
        for (RuleText rule : rules) {
            RuleText other = first.putIfAbsent(same.apply(rule), rule);
            if (other != null) {
                mistake(
                        rule,
                        "The " + word + " `" + what.apply(rule) + "` is already that of the rule in " + other.file()
                                + ":" + other.line() + ".");
            }
        }
    }

    private void checkText(RuleText rule) {
        if (!NAME.matcher(rule.name()).matches() || rule.name().length() > LONGEST_NAME) {
            mistake(
                    rule,
                    "A rule's name has 1 to " + LONGEST_NAME
                            + " characters: letters of the Latin alphabet without accents,"
                            + " digits and usual signs but quotes, and single blanks between them.");
        }
        boolean oneText = PARAPHRASE.matcher(rule.paraphrase()).matches()
                && !rule.paraphrase().contains("\"");
        if (!oneText && !rule.paraphrase().isBlank()) {
            mistake(
                    rule,
                    "A paraphrase is one text in quotes, in Latin letters and usual signs, with single blanks between its"
                            + " words.");
        }
        if (!CLAUSE.matcher(rule.clause()).matches() || rule.clause().length() > LONGEST_CLAUSE) {
            mistake(rule, "A clause is codes with dots between them, with at most " + LONGEST_CLAUSE + " characters.");
        }
        String firstWord = rule.name().split(" ", 2)[0];
        String nameBesideSheet =
                vocabulary.sheet(firstWord) == null ? rule.name() : rule.name().substring(firstWord.length());
        if (FIGURE.matcher(nameBesideSheet).find()) {
            mistake(rule, "The rule's name holds a figure; figures stand in conditions only, or they go stale.");
        }
        if (FIGURE.matcher(rule.paraphrase()).find()) {
            mistake(rule, "The paraphrase holds a figure; figures stand in conditions only, or they go stale.");
        }
        if (rule.paraphrase().isBlank() || rule.paraphrase().length() > LONGEST_PARAPHRASE) {
            mistake(rule, "A paraphrase has 1 to " + LONGEST_PARAPHRASE + " characters.");
        }
        if (rule.verb().statement().criterion().isPresent()
                && rule.verb().statement().criterion().get() != rule.criterion()) {
            mistake(
                    rule,
                    "`" + rule.verb().name() + "` belongs to the criterion "
                            + rule.verb().statement().criterion().get() + ", and the rule names "
                            + (rule.criterion() == null
                                    ? "none"
                                    : rule.criterion().name()) + ".");
        }
    }

    private void checkShared(RuleText rule) {
        if (OF_SHEETS.contains(rule.verb().statement())) {
            mistake(rule, "A clause of a sheet names its sheet: write `@sheet( … )` below the rule's name.");
        }
        Stream<Condition> conditions = Stream.concat(
                Stream.of(rule.condition()), rule.absences().stream().map(Absence::condition));
        if (conditions.flatMap(Condition::parts).anyMatch(RulesetLint::namesSheet)) {
            mistake(rule, "A shared rule names a sheet; what only one sheet asks stands in the sheet's own file.");
        }
        if (!rule.clause().startsWith(SHARED_CLAUSES)) {
            mistake(rule, "The clause of a shared rule begins with `SHARED.`, not `" + rule.clause() + "`.");
        }
        if (!rule.file().startsWith("shared/")) {
            mistake(rule, "A rule that names no sheet stands in the folder `shared`.");
        }
    }

    private void checkSheetRule(RuleText rule, String code) {
        Sheet sheet = vocabulary.sheet(code);
        if (sheet == null) {
            mistake(rule, "The vocabulary has no sheet `" + code + "`.");
            return;
        }
        if (!rule.file().endsWith("/" + code + ".drl")) {
            mistake(rule, "The clauses of " + code + " stand in the file `" + code + ".drl` of its field's folder.");
        }
        if (!rule.name().startsWith(code + " ")) {
            mistake(rule, "The name of a sheet's rule begins with the sheet: `" + code + " …`.");
        }
        if (!OF_SHEETS.contains(rule.verb().statement())) {
            mistake(rule, "`" + rule.verb().name() + "` is concluded by shared rules only.");
        }
        if (rule.joined()) {
            mistake(rule, "A clause of a sheet looks at one fact and at nothing beside it.");
        }
        Criterion criterion = rule.criterion();
        if (criterion == null) {
            mistake(rule, "The rule names no criterion: write `@criterion( … )` below its name.");
        } else if (!sheet.asks(criterion)) {
            mistake(rule, "The sheet " + code + " does not ask " + criterion + "; its field.yaml says what it asks.");
        } else if (!(rule.clause() + ".").startsWith(code + "." + criterion + ".")) {
            mistake(rule, "The clause begins with `" + code + "." + criterion + "`, not `" + rule.clause() + "`.");
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
                    "The first condition of the rule is `sheet == \"" + code + "\"`, and no other names a sheet.");
        }
        if (rule.condition().parts().anyMatch(RulesetLint::negates)) {
            mistake(
                    rule,
                    "A clause of a sheet never asks that something be absent: more evidence must not lower a level.");
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
        Map<String, Set<ConclusionType>> bySheet = new HashMap<>();
        Map<ConclusionType, RuleText> shared = new EnumMap<>(ConclusionType.class);
        rules.forEach(rule -> {
            if (rule.sheet() == null) {
                shared.put(rule.verb().statement(), rule);
            } else {
                bySheet.computeIfAbsent(rule.sheet(), any -> EnumSet.noneOf(ConclusionType.class))
                        .add(rule.verb().statement());
            }
        });
        Set<String> faulty = mistakes.stream().map(Mistake::file).collect(Collectors.toSet());
        vocabulary
                .sheets()
                .filter(sheet -> !faulty.contains(fileOf(sheet, rules)))
                .forEach(sheet -> {
                    Set<ConclusionType> said = bySheet.getOrDefault(sheet.sheet(), Set.of());
                    OF_SHEETS.stream()
                            .filter(statement ->
                                    statement.criterion().filter(sheet::asks).isPresent() && !said.contains(statement))
                            .forEach(statement -> mistakes.add(new Mistake(
                                    fileOf(sheet, rules),
                                    0,
                                    "The sheet " + sheet.sheet()
                                            + " asks " + statement.criterion().orElseThrow()
                                            + ", and no rule of it concludes "
                                            + verb(statement) + ".")));
                });
        for (ConclusionType statement : ConclusionType.values()) {
            if (!OF_SHEETS.contains(statement) && !OPTIONAL.contains(statement) && !shared.containsKey(statement)) {
                mistakes.add(new Mistake("shared", 0, "No shared rule concludes " + verb(statement) + "."));
            }
        }
    }

    /** A statement as rules write it. */
    private static String verb(ConclusionType statement) {
        return FactType.all().stream()
                .flatMap(fact -> fact.verbs().values().stream())
                .filter(verb -> verb.statement() == statement)
                .map(verb -> "`" + verb.name() + "`")
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

    /** The mistakes as they are told: each once, in the order of files and lines, and no flood of them. */
    static List<Mistake> inOrder(List<Mistake> mistakes) {
        List<Mistake> ordered = mistakes.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line))
                .collect(Collectors.toList());
        if (ordered.size() > MOST_MISTAKES) {
            Mistake more = new Mistake("rules", 0, (ordered.size() - MOST_MISTAKES) + " more mistakes are not listed.");
            ordered.subList(MOST_MISTAKES, ordered.size()).clear();
            ordered.add(more);
        }
        return ordered;
    }
}
