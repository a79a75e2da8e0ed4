package org.kentei.ruleset;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.CriterionFact;
import org.kentei.rule.Absence;
import org.kentei.rule.Condition;
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

/** Checks single rules beyond their form: their texts, and what a rule of a sheet and a shared rule may say. */
final class RuleLint {

    private static final Pattern FIGURE = Pattern.compile("\\d");
    private static final int LONGEST_PARAPHRASE = 300;
    private static final Pattern NAME = Pattern.compile(WrittenForm.words("[!-~&&[^\"`]]"));
    private static final int LONGEST_NAME = 120;
    private static final Pattern PARAPHRASE = Pattern.compile(WrittenForm.LATIN);
    private static final Pattern CLAUSE = Pattern.compile(WrittenForm.CLAUSE);
    private static final String SHARED_CLAUSES = "SHARED.";
    private static final int LONGEST_CLAUSE = 100;

    private final Vocabulary vocabulary;
    private final List<Mistake> mistakes;

    /** @param mistakes takes what is found */
    RuleLint(Vocabulary vocabulary, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.mistakes = mistakes;
    }

    void check(List<RuleText> rules) {
        for (RuleText rule : rules) {
            checkText(rule);
            if (rule.sheet() == null) {
                checkShared(rule);
            } else {
                checkSheetRule(rule, rule.sheet());
            }
        }
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
        if (MissingRules.OF_SHEETS.contains(rule.consequence().type())
                || CriterionFact.class.isAssignableFrom(rule.factType().type())) {
            mistake(rule, "A sheet's rule needs its sheet: write `@sheet( … )` below the rule's name.");
        }
        Stream<Condition> conditions = Stream.concat(
                Stream.of(rule.condition()), rule.absences().stream().map(Absence::condition));
        if (conditions.flatMap(Condition::parts).anyMatch(RuleLint::namesSheet)) {
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
        if (!MissingRules.OF_SHEETS.contains(concluded) && !reachedTogether) {
            mistake(rule, "`" + rule.consequence().name() + "` is a consequence of shared rules only.");
        }
        if (reachedTogether && sheet.requiresOfEachProject(Criterion.SIZE)) {
            mistake(
                    rule,
                    "The sheet " + code + " requires SIZE of each project. If projects may reach it together, add"
                            + " `together: [SIZE]` to the sheet in field.yaml.");
        }
        if (concluded == ConclusionType.MEETS_SIZE
                && sheet.requires(Criterion.SIZE)
                && !sheet.requiresOfEachProject(Criterion.SIZE)) {
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
                || rule.condition().parts().filter(RuleLint::namesSheet).count() != 1) {
            mistake(
                    rule,
                    "The first condition must be `sheet == \"" + code
                            + "\"`, and no other condition may name a sheet.");
        }
        checkCodesInForce(rule, sheet);
        if (rule.condition().parts().anyMatch(RuleLint::negates)) {
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

    private void mistake(RuleText rule, String reason) {
        mistakes.add(new Mistake(rule.file(), rule.line(), reason));
    }
}
