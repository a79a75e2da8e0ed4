package org.kentei.ruleset;

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
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.FactType;
import org.kentei.rule.FactType.Verb;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;
import org.kentei.ruleset.ConditionReader.UnreadableConditionException;
import org.kentei.vocabulary.Criterion;
import org.kentei.vocabulary.DidYouMean;
import org.kentei.vocabulary.Mistake;
import org.kentei.vocabulary.Vocabulary;

/**
 * Reads one rule, and holds it to the form that Kentei's rules have: one fact, conditions that can be explained, one
 * conclusion, nothing else that Drools could do.
 */
final class RuleReader {

    private static final Set<String> ANNOTATIONS = Set.of("sheet", "criterion", "clause", "paraphrase");
    private static final Pattern CONCLUSION =
            Pattern.compile("\\$(\\w+)\\.(\\w+)\\(\\s*(?:\"([A-Z0-9_]+)\"|(\\d))?\\s*\\);");

    /** A property of an absent fact against one of the fact that is there, such as {@code level > $sheet.level}. */
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*(\\w+)\\s*(?:==|!=|>=|<=|>|<)\\s*(\\$\\w+)\\.(\\w+)\\s*");

    private final Vocabulary vocabulary;
    private final String file;
    private final String text;
    private final List<Mistake> mistakes;

    /** @param text the text of the whole file */
    RuleReader(Vocabulary vocabulary, String file, String text, List<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.file = file;
        this.text = text;
        this.mistakes = mistakes;
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
                            + DidYouMean.hint(pattern.getObjectType(), factNames()));
            return null;
        }
        Condition condition = condition(pattern, factType);
        rule.getLhs().getDescrs().stream()
                .filter(NotDescr.class::isInstance)
                .forEach(not -> checkAbsent((NotDescr) not, pattern, factType));
        Verb verb = verb(rule, pattern, factType);
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
        if (clause == null || paraphrase == null || verb == null) {
            return null;
        }
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
                verb,
                rule.getLhs().getDescrs().size() > 1,
                lookedAt(condition));
    }

    private @Nullable Criterion criterion(@Nullable String name, int line) {
        if (name == null) {
            return null;
        }
        List<String> names =
                java.util.Arrays.stream(Criterion.values()).map(Enum::name).toList();
        if (!names.contains(name)) {
            mistake(line, "There is no criterion `" + name + "`." + DidYouMean.hint(name, names));
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

    private Condition condition(PatternDescr pattern, FactType factType) {
        ConditionReader reader = new ConditionReader(vocabulary, factType);
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            try {
                conditions.add(reader.read(text(constraint)));
            } catch (UnreadableConditionException unreadable) {
                mistake(constraint.getLine(), unreadable.getMessage());
            }
        }
        return new AllOf(conditions);
    }

    /** Holds a fact that must not be there to the same conditions, besides comparisons with the fact that is. */
    private void checkAbsent(NotDescr not, PatternDescr present, FactType presentType) {
        if (not.getDescrs().size() != 1
                || !(not.getDescrs().get(0) instanceof PatternDescr absent)
                || absent.getSource() != null
                || !absent.getBehaviors().isEmpty()) {
            mistake(present.getLine(), "After `not` stands one fact, such as `not " + presentType.name() + "( … )`.");
            return;
        }
        FactType absentType = FactType.named(absent.getObjectType());
        if (absentType == null) {
            mistake(
                    absent.getLine(),
                    "There is no fact `" + absent.getObjectType() + "`."
                            + DidYouMean.hint(absent.getObjectType(), factNames()));
            return;
        }
        ConditionReader reader = new ConditionReader(vocabulary, absentType);
        for (BaseDescr constraint : absent.getConstraint().getDescrs()) {
            String constraintText = text(constraint);
            Matcher comparison = COMPARISON.matcher(constraintText);
            try {
                if (comparison.matches() && comparison.group(2).equals(present.getIdentifier())) {
                    reader.known(comparison.group(1));
                    new ConditionReader(vocabulary, presentType).known(comparison.group(3));
                } else {
                    reader.read(constraintText);
                }
            } catch (UnreadableConditionException unreadable) {
                mistake(constraint.getLine(), unreadable.getMessage());
            }
        }
    }

    private static String text(BaseDescr constraint) {
        return constraint instanceof ExprConstraintDescr expression ? expression.getExpression() : constraint.getText();
    }

    private @Nullable Verb verb(RuleDescr rule, PatternDescr pattern, FactType factType) {
        String consequence = String.valueOf(rule.getConsequence()).strip();
        Matcher conclusion = CONCLUSION.matcher(consequence);
        if (!conclusion.matches() || !("$" + conclusion.group(1)).equals(pattern.getIdentifier())) {
            mistake(
                    rule.getConsequenceLine() + 1,
                    "After `then` stands one conclusion about the fact, such as `" + pattern.getIdentifier() + "."
                            + factType.verbs().keySet().stream().findFirst().orElse("…") + "();`.");
            return null;
        }
        Verb verb = factType.verbs().get(conclusion.group(2));
        if (verb == null) {
            mistake(
                    rule.getConsequenceLine() + 1,
                    "Nothing called `" + conclusion.group(2) + "` can be concluded of a " + factType.name() + "."
                            + DidYouMean.hint(
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
        return verb;
    }

    private void checkAnnotations(RuleDescr rule) {
        for (String name : rule.getAnnotationNames()) {
            if (!ANNOTATIONS.contains(name)) {
                mistake(rule.getLine(), "Rules have no `@" + name + "`." + DidYouMean.hint(name, ANNOTATIONS));
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
