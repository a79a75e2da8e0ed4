package org.kentei.ruleset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kentei.rule.Absence;
import org.kentei.rule.Absence.Join;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.FactType;
import org.kentei.rule.FactType.Consequence;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.ConditionReader.UnreadableConditionException;
import org.kentei.source.Mistake;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.Vocabulary;

/**
 * Reads one rule, and holds it to the form that Kentei's rules have: one fact, conditions that can be explained, one
 * conclusion, nothing else that Drools could do.
 */
final class RuleReader {

    private static final Set<String> ANNOTATIONS = Set.of("sheet", "criterion", "clause", "paraphrase");
    private static final Pattern CONCLUSION =
            Pattern.compile("\\$(\\w+)\\.(\\w+)\\(\\s*(?:\"([A-Z0-9_]+)\"|(\\d))?\\s*\\);");

    /** A clause that is written without quotes. */
    private static final Pattern CLAUSE_CODE = Pattern.compile(WrittenForm.CODE + "(\\." + WrittenForm.CODE + ")*");

    /** What a rule concludes, with the field or level that it concludes it for. */
    private record NamedConsequence(
            Consequence verb, @Nullable Object argument) {}

    /** A property of an absent fact against one of the fact that is there, such as {@code level > $sheet.level}. */
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*(\\w+)\\s*(==|!=|>=|<=|>|<)\\s*(\\$\\w+)\\.(\\w+)\\s*");

    private final Vocabulary vocabulary;
    private final String file;
    private final String text;
    private final List<Mistake> mistakes;
    private final WrittenRules written;

    /**
     * @param text the text of the whole file
     * @param written is told how each rule would be written if nothing stood in it but what was read
     */
    RuleReader(Vocabulary vocabulary, String file, String text, List<Mistake> mistakes, WrittenRules written) {
        this.vocabulary = vocabulary;
        this.file = file;
        this.text = text;
        this.mistakes = mistakes;
        this.written = written;
    }

    /** The rule; null with a mistake where it is none of the form. */
    @Nullable
    RuleText read(RuleDescr rule) {
        int line = rule.getLine();
        if (rule.isQuery()) {
            mistake(line, "`" + rule.getName() + "` is a query; only rules conclude something.");
            return null;
        }
        if (rule.getName().matches("(?s).*[\"\\\\].*")) {
            mistake(line, "The rule's name holds a quote or a backslash.");
        }
        if (!rule.getAttributes().isEmpty()) {
            mistake(
                    line,
                    "The rule has the attribute `"
                            + rule.getAttributes().keySet().iterator().next()
                            + "`; rules here have none, since the order of firing decides nothing.");
        }
        if (rule.getParentName() != null) {
            mistake(line, "The rule extends another; each clause stands whole in its own rule.");
        }
        if (rule.getNamedConsequences() != null && !rule.getNamedConsequences().isEmpty()) {
            mistake(line, "The rule has more than one `then`; it states one conclusion.");
        }
        PatternDescr pattern = pattern(rule);
        if (pattern == null) {
            return null;
        }
        FactType factType = FactType.named(pattern.getObjectType());
        if (factType == null) {
            mistake(
                    pattern.getLine(),
                    "There is no fact `" + pattern.getObjectType() + "`."
                            + Suggestion.hint(pattern.getObjectType(), factNames()));
            return null;
        }
        StringBuilder asWritten = new StringBuilder();
        asWritten.append(pattern.getIdentifier()).append(':').append(factType.name());
        Condition condition = condition(pattern, factType, asWritten);
        List<Absence> absences = new ArrayList<>();
        for (BaseDescr not :
                rule.getLhs().getDescrs().subList(1, rule.getLhs().getDescrs().size())) {
            Absence absence = absence((NotDescr) not, pattern, factType, asWritten);
            if (absence != null) {
                absences.add(absence);
            }
        }
        NamedConsequence concluded = concluded(rule, pattern, factType, asWritten);
        String clause = metadata(rule, "clause");
        String paraphrase = metadata(rule, "paraphrase");
        String criterion = metadata(rule, "criterion");
        String sheet = metadata(rule, "sheet");
        checkAnnotations(rule);
        if (clause == null) {
            mistake(line, "The rule names no clause: write `@clause( … )` below its name.");
        }
        if (paraphrase == null) {
            mistake(line, "The rule has no `@paraphrase( \"…\" )` that says in plain words what the clause asks.");
        }
        if (clause == null || paraphrase == null || concluded == null) {
            return null;
        }
        if (condition.ways().compareTo(BigInteger.valueOf(Condition.MOST_WAYS)) > 0) {
            mistake(
                    pattern.getLine(),
                    "The condition can hold in " + shown(condition.ways()) + " ways, and at most " + Condition.MOST_WAYS
                            + " are allowed; ask less, or write several rules with a clause each.");
            return null;
        }
        written.expect(line, metadataAsWritten(rule, sheet, criterion, clause, paraphrase) + asWritten);
        return new RuleText(
                rule.getName(),
                sheet,
                criterion(criterion, line),
                clause,
                paraphrase,
                file,
                line,
                source(rule),
                factType,
                condition,
                concluded.verb(),
                concluded.argument(),
                absences,
                lookedAt(condition));
    }

    private static String metadataAsWritten(
            RuleDescr rule, @Nullable String sheet, @Nullable String criterion, String clause, String paraphrase) {
        return "rule \"" + rule.getName() + "\""
                + (sheet == null ? "" : " @sheet( " + sheet + " )")
                + (criterion == null ? "" : " @criterion( " + criterion + " )")
                + " @clause( " + (CLAUSE_CODE.matcher(clause).matches() ? clause : "\"" + clause + "\"") + " )"
                + " @paraphrase( \"" + paraphrase + "\" ) when ";
    }

    /** The number of ways, or that it is beyond counting. */
    private static String shown(BigInteger ways) {
        return ways.bitLength() > Long.SIZE ? "more than 10^18" : ways.toString();
    }

    private @Nullable Criterion criterion(@Nullable String name, int line) {
        if (name == null) {
            return null;
        }
        List<String> names =
                java.util.Arrays.stream(Criterion.values()).map(Enum::name).toList();
        if (!names.contains(name)) {
            mistake(line, "There is no criterion `" + name + "`." + Suggestion.hint(name, names));
            return null;
        }
        return Criterion.valueOf(name);
    }

    /** The one fact that the rule speaks of; a shared rule may besides say that there is `not` another one. */
    private @Nullable PatternDescr pattern(RuleDescr rule) {
        List<? extends BaseDescr> descriptions = rule.getLhs().getDescrs();
        if (descriptions.isEmpty() || !(descriptions.get(0) instanceof PatternDescr pattern)) {
            mistake(rule.getLine(), "The rule's `when` does not begin with the fact that it speaks of.");
            return null;
        }
        for (BaseDescr further : descriptions.subList(1, descriptions.size())) {
            if (!(further instanceof NotDescr)) {
                mistake(
                        further.getLine() > 0 ? further.getLine() : rule.getLine(),
                        "The rule looks at more than one fact; a clause speaks of one, and only `not` may stand beside it.");
                return null;
            }
        }
        if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty() || pattern.isQuery()) {
            mistake(
                    pattern.getLine(),
                    "The fact is not taken `from` elsewhere; what rules cannot say belongs into a fact.");
            return null;
        }
        if (pattern.getIdentifier() == null || !pattern.getIdentifier().startsWith("$")) {
            mistake(
                    pattern.getLine(),
                    "The fact is bound to no name: write `$name : " + pattern.getObjectType() + "( … )`.");
            return null;
        }
        return pattern;
    }

    private Condition condition(PatternDescr pattern, FactType factType, StringBuilder asWritten) {
        ConditionReader reader = new ConditionReader(vocabulary, factType, asWritten);
        List<Condition> conditions = new ArrayList<>();
        String before = "(";
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            asWritten.append(before);
            before = ",";
            try {
                conditions.add(reader.read(text(constraint)));
            } catch (UnreadableConditionException unreadable) {
                mistake(constraint.getLine(), unreadable.getMessage());
            }
        }
        asWritten.append(before.equals("(") ? "()" : ")");
        return new AllOf(conditions);
    }

    /** A fact that must not be there: the same conditions, besides comparisons with the fact that is. */
    private @Nullable Absence absence(
            NotDescr not, PatternDescr present, FactType presentType, StringBuilder asWritten) {
        if (not.getDescrs().size() != 1
                || !(not.getDescrs().get(0) instanceof PatternDescr absent)
                || absent.getSource() != null
                || !absent.getBehaviors().isEmpty()) {
            mistake(present.getLine(), "After `not` stands one fact, such as `not " + presentType.name() + "( … )`.");
            return null;
        }
        FactType absentType = FactType.named(absent.getObjectType());
        if (absentType == null) {
            mistake(
                    absent.getLine(),
                    "There is no fact `" + absent.getObjectType() + "`."
                            + Suggestion.hint(absent.getObjectType(), factNames()));
            return null;
        }
        asWritten.append(" not ").append(absentType.name());
        ConditionReader reader = new ConditionReader(vocabulary, absentType, asWritten);
        List<Condition> conditions = new ArrayList<>();
        List<Join> joins = new ArrayList<>();
        String before = "(";
        for (BaseDescr constraint : absent.getConstraint().getDescrs()) {
            asWritten.append(before);
            before = ",";
            String constraintText = text(constraint);
            Matcher comparison = COMPARISON.matcher(constraintText);
            try {
                if (comparison.matches() && comparison.group(3).equals(present.getIdentifier())) {
                    Property other = new ConditionReader(vocabulary, presentType, new StringBuilder())
                            .known(comparison.group(4));
                    joins.add(reader.join(comparison.group(1), comparison.group(2), other));
                    asWritten.append(constraintText);
                } else {
                    conditions.add(reader.read(constraintText));
                }
            } catch (UnreadableConditionException unreadable) {
                mistake(constraint.getLine(), unreadable.getMessage());
            }
        }
        asWritten.append(before.equals("(") ? "()" : ")");
        return new Absence(absentType, new AllOf(conditions), joins);
    }

    private static String text(BaseDescr constraint) {
        return constraint instanceof ExprConstraintDescr expression ? expression.getExpression() : constraint.getText();
    }

    private @Nullable NamedConsequence concluded(
            RuleDescr rule, PatternDescr pattern, FactType factType, StringBuilder asWritten) {
        String consequence = String.valueOf(rule.getConsequence()).strip();
        Matcher conclusion = CONCLUSION.matcher(consequence);
        if (!conclusion.matches() || !("$" + conclusion.group(1)).equals(pattern.getIdentifier())) {
            mistake(
                    rule.getConsequenceLine() + 1,
                    "After `then` stands one conclusion about the fact, such as `" + pattern.getIdentifier() + "."
                            + factType.verbs().keySet().stream().findFirst().orElse("…") + "();`.");
            return null;
        }
        Consequence verb = factType.verbs().get(conclusion.group(2));
        if (verb == null) {
            mistake(
                    rule.getConsequenceLine() + 1,
                    "Nothing called `" + conclusion.group(2) + "` can be concluded of a " + factType.name() + "."
                            + Suggestion.hint(
                                    conclusion.group(2), factType.verbs().keySet()));
            return null;
        }
        String code = conclusion.group(3);
        if (conclusion.group(4) != null && !conclusion.group(4).matches("[1-7]")) {
            mistake(rule.getConsequenceLine() + 1, "There is no level " + conclusion.group(4) + "; levels are 1 to 7.");
            return null;
        }
        boolean fits = verb.parameter() == null
                ? code == null && conclusion.group(4) == null
                : verb.parameter() == String.class ? code != null : conclusion.group(4) != null;
        if (!fits) {
            mistake(
                    rule.getConsequenceLine() + 1,
                    "`" + consequence + "` does not have what `" + verb.name() + "` takes.");
            return null;
        }
        if (code != null && vocabulary.field(code) == null) {
            mistake(rule.getConsequenceLine() + 1, "The vocabulary has no specialty field `" + code + "`.");
        }
        asWritten.append(" then ").append(consequence).append(" end");
        Object level = conclusion.group(4) == null ? null : Integer.valueOf(conclusion.group(4));
        return new NamedConsequence(verb, code == null ? level : code);
    }

    private void checkAnnotations(RuleDescr rule) {
        for (String name : rule.getAnnotationNames()) {
            if (!ANNOTATIONS.contains(name)) {
                mistake(rule.getLine(), "Rules have no `@" + name + "`." + Suggestion.hint(name, ANNOTATIONS));
            }
        }
    }

    private static @Nullable String metadata(RuleDescr rule, String name) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        Object value = annotation == null ? null : annotation.getValueMap().get("value");
        if (value == null) {
            return null;
        }
        String plain = value.toString().strip();
        return plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")
                ? plain.substring(1, plain.length() - 1).strip()
                : plain;
    }

    private String source(RuleDescr rule) {
        String[] lines = text.split("\n", -1);
        StringBuilder source = new StringBuilder();
        for (int index = rule.getLine() - 1; index < lines.length; index++) {
            source.append(lines[index].stripTrailing()).append('\n');
            if (lines[index].strip().equals("end")) {
                break;
            }
        }
        return source.toString();
    }

    /** What a reader of the firing record needs to see of the fact; the sheet is named there already. */
    private static List<Property> lookedAt(Condition condition) {
        return condition
                .parts()
                .flatMap(part -> part instanceof Condition.PropertyComparison two
                        ? List.of(two.property(), two.other()).stream()
                        : List.of(part.property()).stream())
                .filter(property -> !property.name().equals("sheet"))
                .distinct()
                .toList();
    }

    private static Set<String> factNames() {
        return FactType.all().stream().map(FactType::name).collect(Collectors.toSet());
    }

    private void mistake(int line, String reason) {
        mistakes.add(new Mistake(file, line, reason));
    }
}
