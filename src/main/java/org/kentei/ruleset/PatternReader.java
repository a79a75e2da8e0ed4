package org.kentei.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.kentei.rule.Property;
import org.kentei.ruleset.ConditionReader.UnreadableConditionException;
import org.kentei.source.MistakeCollector;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.Vocabulary;

/** Reads the part of a rule after {@code when}: one fact with its conditions, and the facts that must be absent. */
final class PatternReader {

    /** A property of an absent fact compared with one of the matched fact, such as {@code level > $sheet.level}. */
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*(\\w+)\\s*(==|!=|>=|<=|>|<)\\s*(\\$\\w+)\\.(\\w+)\\s*");

    /**
     * The fact that a rule matches.
     *
     * @param variable the variable that it is bound to, with its {@code $}
     * @param line where it is written, counted from 1
     */
    record MatchedFact(String variable, FactType factType, int line, Condition condition, List<Absence> absences) {}

    private final Vocabulary vocabulary;
    private final MistakeCollector mistakes;
    private final StringBuilder asWritten;

    /** @param asWritten receives what was read, as an author writes it */
    PatternReader(Vocabulary vocabulary, MistakeCollector mistakes, StringBuilder asWritten) {
        this.vocabulary = vocabulary;
        this.mistakes = mistakes;
        this.asWritten = asWritten;
    }

    /** The matched fact; null, with a mistake, where the rule does not have the required form. */
    @Nullable
    MatchedFact read(RuleDescr rule) {
        PatternDescr pattern = pattern(rule);
        FactType factType = pattern == null ? null : factType(pattern);
        if (pattern == null || factType == null) {
            return null;
        }
        asWritten.append(pattern.getIdentifier()).append(':').append(factType.name());
        Condition condition = condition(pattern, factType);
        List<Absence> absences = new ArrayList<>();
        List<? extends BaseDescr> descriptions = rule.getLhs().getDescrs();
        for (BaseDescr not : descriptions.subList(1, descriptions.size())) {
            Absence absence = absence((NotDescr) not, pattern, factType);
            if (absence != null) {
                absences.add(absence);
            }
        }
        return new MatchedFact(pattern.getIdentifier(), factType, pattern.getLine(), condition, absences);
    }

    private @Nullable PatternDescr pattern(RuleDescr rule) {
        List<? extends BaseDescr> descriptions = rule.getLhs().getDescrs();
        if (descriptions.isEmpty() || !(descriptions.get(0) instanceof PatternDescr pattern)) {
            mistakes.add(rule.getLine(), "The rule's `when` must start with the fact that the rule matches.");
            return null;
        }
        for (BaseDescr further : descriptions.subList(1, descriptions.size())) {
            if (!(further instanceof NotDescr)) {
                mistakes.add(
                        further.getLine() > 0 ? further.getLine() : rule.getLine(),
                        "The rule matches more than one fact; a rule matches one fact, and only `not` is allowed in"
                                + " addition.");
                return null;
            }
        }
        if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty() || pattern.isQuery()) {
            mistakes.add(pattern.getLine(), "`from`, windows and queries are not allowed.");
            return null;
        }
        if (pattern.getIdentifier() == null || !pattern.getIdentifier().startsWith("$")) {
            mistakes.add(
                    pattern.getLine(),
                    "The fact is not bound to a variable: write `$name : " + pattern.getObjectType() + "( … )`.");
            return null;
        }
        return pattern;
    }

    private @Nullable FactType factType(PatternDescr pattern) {
        String name = pattern.getObjectType();
        FactType factType = FactType.named(name);
        if (factType == null) {
            mistakes.add(
                    pattern.getLine(),
                    "There is no fact `" + name + "`."
                            + Suggestion.hint(
                                    name,
                                    FactType.all().stream().map(FactType::name).collect(Collectors.toSet())));
        }
        return factType;
    }

    private Condition condition(PatternDescr pattern, FactType factType) {
        ConditionReader reader = new ConditionReader(vocabulary, factType, asWritten);
        List<Condition> conditions = new ArrayList<>();
        readEach(pattern, constraint -> conditions.add(reader.read(constraint)));
        return new AllOf(conditions);
    }

    /** A fact that must be absent: it has the same conditions, and comparisons with the matched fact. */
    private @Nullable Absence absence(NotDescr not, PatternDescr present, FactType presentType) {
        if (not.getDescrs().size() != 1
                || !(not.getDescrs().get(0) instanceof PatternDescr absent)
                || absent.getSource() != null
                || !absent.getBehaviors().isEmpty()) {
            mistakes.add(
                    present.getLine(), "After `not`, write one fact, such as `not " + presentType.name() + "( … )`.");
            return null;
        }
        FactType absentType = factType(absent);
        if (absentType == null) {
            return null;
        }
        asWritten.append(" not ").append(absentType.name());
        ConditionReader reader = new ConditionReader(vocabulary, absentType, asWritten);
        List<Condition> conditions = new ArrayList<>();
        List<Join> joins = new ArrayList<>();
        readEach(absent, constraint -> {
            Matcher comparison = COMPARISON.matcher(constraint);
            if (comparison.matches() && comparison.group(3).equals(present.getIdentifier())) {
                Property other =
                        new ConditionReader(vocabulary, presentType, new StringBuilder()).known(comparison.group(4));
                joins.add(reader.join(comparison.group(1), comparison.group(2), other));
                asWritten.append(constraint);
            } else {
                conditions.add(reader.read(constraint));
            }
        });
        return new Absence(absentType, new AllOf(conditions), joins);
    }

    private interface ConstraintReader {
        void read(String constraint) throws UnreadableConditionException;
    }

    private void readEach(PatternDescr pattern, ConstraintReader reader) {
        String before = "(";
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            asWritten.append(before);
            before = ",";
            try {
                reader.read(
                        constraint instanceof ExprConstraintDescr expression
                                ? expression.getExpression()
                                : constraint.getText());
            } catch (UnreadableConditionException unreadable) {
                mistakes.add(constraint.getLine(), String.valueOf(unreadable.getMessage()));
            }
        }
        asWritten.append(before.equals("(") ? "()" : ")");
    }
}
