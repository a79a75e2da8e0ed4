package org.kentei.ruleset;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.codegen.execmodel.generator.DrlxParseUtil;
import org.drools.mvel.parser.ast.expr.DrlNameExpr;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.drools.mvel.parser.printer.PrintUtil;
import org.kentei.rule.Absence.Join;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.Condition.AnyOf;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.BooleanCondition;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.LevelLimit;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.rule.FactType;
import org.kentei.rule.FactType.PropertyWithArgument;
import org.kentei.rule.Operator;
import org.kentei.rule.Property;
import org.kentei.source.Suggestion;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.OrdinalScale.OrdinalLevel;
import org.kentei.vocabulary.Vocabulary;

/** Reads the text of one constraint as a condition that can be explained, or reports why it cannot. */
final class ConditionReader {

    private static final String FORMS = "A condition compares a number (`headcount >= 250`,"
            + " `monthsInPhase( \"PLANNING\" ) >= 24`), checks a list for a code"
            + " (`phases contains \"PLANNING\"`) or an ordinal scale for a level (`role.atLeast( \"LEADER\" )`), or"
            + " names a boolean property; join conditions with `||`, `&&` and brackets.";

    private static final Set<String> ORDINAL = Set.of("atLeast", "atMost", "exactly");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d?");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("0|[1-9]\\d{0,15}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,15}(\\.\\d{1,15})?([eE]\\d{1,2})?");
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final BigDecimal MOST_COUNTED = new BigDecimal(1_000_000);

    /** Thrown for a constraint that is not an allowed condition; the message is for the rule's author. */
    static final class UnreadableConditionException extends Exception {
        UnreadableConditionException(String message) {
            super(message);
        }
    }

    private final Vocabulary vocabulary;
    private final FactType factType;
    private final StringBuilder asWritten;

    /** @param asWritten receives what was read, as an author writes it */
    ConditionReader(Vocabulary vocabulary, FactType factType, StringBuilder asWritten) {
        this.vocabulary = vocabulary;
        this.factType = factType;
        this.asWritten = asWritten;
    }

    Condition read(String constraint) throws UnreadableConditionException {
        DrlxExpression expression;
        try {
            expression = DrlxParseUtil.parseExpression(constraint);
        } catch (RuntimeException | StackOverflowError unparsable) {
            throw new UnreadableConditionException("`" + constraint + "` cannot be read. " + FORMS);
        }
        if (expression.getBind() != null) {
            throw new UnreadableConditionException(
                    "`" + constraint + "` binds a variable inside a condition. " + FORMS);
        }
        return read(expression.getExpr());
    }

    private Condition read(Expression expression) throws UnreadableConditionException {
        if (expression instanceof EnclosedExpr enclosed) {
            asWritten.append('(');
            Condition inner = read(enclosed.getInner());
            asWritten.append(')');
            return inner;
        }
        if (expression instanceof BinaryExpr binary) {
            return switch (binary.getOperator()) {
                case AND -> new AllOf(both(binary, "&&"));
                case OR -> new AnyOf(both(binary, "||"));
                case GREATER_EQUALS -> comparison(binary, Operator.AT_LEAST);
                case GREATER -> comparison(binary, Operator.MORE_THAN);
                case LESS_EQUALS -> comparison(binary, Operator.AT_MOST);
                case LESS -> comparison(binary, Operator.LESS_THAN);
                case EQUALS -> comparison(binary, Operator.EQUAL);
                case NOT_EQUALS -> comparison(binary, Operator.NOT_EQUAL);
                default -> throw unreadable(expression);
            };
        }
        if (expression instanceof PointFreeExpr contains) {
            return contains(contains);
        }
        if (expression instanceof MethodCallExpr call) {
            return ordinal(call);
        }
        if (expression instanceof UnaryExpr not && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            return booleanCondition(not.getExpression(), false, expression);
        }
        return booleanCondition(expression, true, expression);
    }

    private List<Condition> both(BinaryExpr binary, String sign) throws UnreadableConditionException {
        Condition left = read(binary.getLeft());
        asWritten.append(sign);
        return List.of(left, read(binary.getRight()));
    }

    private Condition comparison(BinaryExpr binary, Operator operator) throws UnreadableConditionException {
        Property property = property(binary.getLeft());
        Expression right = binary.getRight();
        asWritten.append(property.name()).append(operator.sign());
        String text = print(binary);
        // the engine treats a missing number as unequal to every number, but missing data is not evidence
        if (property.number() && operator == Operator.NOT_EQUAL) {
            throw unreadable(binary);
        }
        if (property.number() && right instanceof NameExpr) {
            Property other = property(right);
            if (!other.number()) {
                throw new UnreadableConditionException("`" + other.name() + "` is not a number in `" + text + "`.");
            }
            asWritten.append(other.name());
            return new PropertyComparison(property, operator, other, text);
        }
        if (property.number()) {
            return new NumberComparison(property, operator, number(property, right, binary), text);
        }
        if (property.type() == String.class
                && right instanceof StringLiteralExpr code
                && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)) {
            return new CodeComparison(property, operator == Operator.EQUAL, known(property, code), text);
        }
        if (property.type() == OrdinalLevel.class) {
            throw new UnreadableConditionException("`" + property.name() + "` is ordinal: write `" + property.name()
                    + ".atLeast( \"…\" )`, `" + property.name() + ".atMost( \"…\" )` or `" + property.name()
                    + ".exactly( \"…\" )` instead of `" + text + "`.");
        }
        if (property.type() == List.class) {
            throw new UnreadableConditionException("`" + property.name() + "` is a list: write `" + property.name()
                    + " contains \"…\"` instead of `" + text + "`.");
        }
        throw unreadable(binary);
    }

    private Condition contains(PointFreeExpr expression) throws UnreadableConditionException {
        Property property = property(expression.getLeft());
        boolean oneCode = expression.getRight().size() == 1
                && expression.getRight().get(0).isStringLiteralExpr();
        if (expression.isNegated()
                || property.type() != List.class
                || !oneCode
                || !expression.getOperator().getIdentifier().equals("contains")) {
            throw unreadable(expression);
        }
        asWritten.append(property.name()).append(" contains ");
        String code = known(property, expression.getRight().get(0).asStringLiteralExpr());
        return new Contains(property, code, print(expression));
    }

    private Condition ordinal(MethodCallExpr call) throws UnreadableConditionException {
        if (call.getScope().isEmpty()) {
            throw new UnreadableConditionException("`" + property(call).name() + "` is a number; compare it with one.");
        }
        boolean oneCode = call.getArguments().size() == 1 && call.getArgument(0).isStringLiteralExpr();
        String name = call.getNameAsString();
        if (!ORDINAL.contains(name) || !oneCode) {
            throw unreadable(call);
        }
        Property property = property(call.getScope().get());
        if (property.type() != OrdinalLevel.class) {
            throw new UnreadableConditionException(
                    "`" + property.name() + "` is not ordinal, so it has no `" + name + "`.");
        }
        asWritten.append(property.name()).append('.').append(name).append('(');
        String code = known(property, call.getArgument(0).asStringLiteralExpr());
        asWritten.append(')');
        return name.equals("atLeast")
                ? new AtLeast(property, code, print(call))
                : new LevelLimit(property, name.equals("exactly"), code, print(call));
    }

    private Condition booleanCondition(Expression named, boolean expected, Expression whole)
            throws UnreadableConditionException {
        if (!(named instanceof NameExpr)) {
            throw unreadable(whole);
        }
        Property property = property(named);
        if (!property.truth()) {
            throw new UnreadableConditionException(
                    "`" + property.name() + "` is not boolean; compare it with a value.");
        }
        asWritten.append(expected ? "" : "!").append(property.name());
        return new BooleanCondition(property, expected, print(whole));
    }

    private Property property(Expression expression) throws UnreadableConditionException {
        if (expression instanceof MethodCallExpr call && call.getScope().isEmpty()) {
            return withArgument(call);
        }
        if (!(expression instanceof NameExpr || expression instanceof DrlNameExpr)) {
            throw unreadable(expression);
        }
        return known(((NameExpr) expression).getNameAsString());
    }

    private Property withArgument(MethodCallExpr call) throws UnreadableConditionException {
        String name = call.getNameAsString();
        PropertyWithArgument known = factType.withArgument().get(name);
        if (known == null) {
            String hint = Suggestion.hint(name, factType.withArgument().keySet());
            throw hint.isEmpty()
                    ? unreadable(call)
                    : new UnreadableConditionException("A " + factType.name() + " has no `" + name + "( … )`." + hint);
        }
        List<Expression> arguments = call.getArguments();
        CodeList list = known.list();
        if (list == null) {
            Matcher number = COUNT.matcher(arguments.size() == 1 ? print(arguments.get(0)) : "");
            if (!number.matches()) {
                throw new UnreadableConditionException("`" + print(call) + "` needs a whole number from 1 to 99 in its"
                        + " brackets, such as `" + name + "( 3 )`.");
            }
            return known.of(Integer.parseInt(number.group()));
        }
        List<String> codes = new ArrayList<>();
        for (Expression argument : arguments) {
            if (argument instanceof StringLiteralExpr code && !codes.contains(code.asString())) {
                codes.add(known(name, list, code));
            }
        }
        boolean enough = known.several() ? codes.size() > 1 : codes.size() == 1;
        if (!enough || codes.size() != arguments.size()) {
            throw new UnreadableConditionException("`" + print(call) + "` needs "
                    + (known.several() ? "two or more different codes" : "one code") + " of " + list.listName()
                    + " in its brackets, each in quotes.");
        }
        return known.of(codes);
    }

    /** A comparison of the fact's property of that name with a property of another fact. */
    Join join(String name, String sign, Property other) throws UnreadableConditionException {
        Property property = known(name);
        Operator operator = Arrays.stream(Operator.values())
                .filter(one -> one.sign().equals(sign))
                .findFirst()
                .orElseThrow();
        boolean numbers = property.number() && other.number() && operator != Operator.NOT_EQUAL;
        boolean codes = property.type() == String.class
                && property.codes() == other.codes()
                && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL);
        if (!numbers && !codes) {
            throw new UnreadableConditionException(
                    "`" + name + "` cannot be compared with `" + other.name() + "` by `" + sign + "`.");
        }
        return new Join(property, operator, other);
    }

    /** The fact's property of that name. */
    Property known(String name) throws UnreadableConditionException {
        Property property = factType.properties().get(name);
        if (property == null && factType.withArgument().containsKey(name)) {
            throw new UnreadableConditionException("`" + name + "` needs brackets with what it counts, such as `" + name
                    + (factType.withArgument().get(name).list() == null ? "( 3 )" : "( \"…\" )") + "`.");
        }
        if (property == null) {
            Set<String> all = new TreeSet<>(factType.properties().keySet());
            all.addAll(factType.withArgument().keySet());
            String hint = Suggestion.hint(name, all);
            throw new UnreadableConditionException("A " + factType.name() + " has no `" + name + "`."
                    + (hint.isEmpty() ? " It has `" + String.join("`, `", all) + "`." : hint));
        }
        return property;
    }

    private String known(Property property, StringLiteralExpr literal) throws UnreadableConditionException {
        CodeList list = property.codes();
        if (list == null) {
            throw new UnreadableConditionException("`" + property.name() + "` is not compared with codes.");
        }
        String code = known(property.name(), list, literal);
        asWritten.append('"').append(code).append('"');
        return code;
    }

    private String known(String property, CodeList list, StringLiteralExpr literal)
            throws UnreadableConditionException {
        List<String> codes = vocabulary.codes(list);
        String code = literal.asString();
        if (!codes.contains(code)) {
            throw new UnreadableConditionException("The vocabulary has no code `" + code + "` in " + list.listName()
                    + ", the list that `" + property + "` is compared with." + Suggestion.hint(code, codes));
        }
        return code;
    }

    /** A whole number in the notation that the engine and this reader read in the same way. */
    private BigDecimal number(Property property, Expression literal, BinaryExpr whole)
            throws UnreadableConditionException {
        String digits = literal instanceof IntegerLiteralExpr integer
                ? integer.getValue()
                : literal instanceof DoubleLiteralExpr exponent ? exponent.getValue() : "";
        boolean small = property.type() == int.class;
        if (!(small ? PLAIN_NUMBER : NUMBER).matcher(digits).matches()) {
            throw noWholeNumber(small, whole);
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.stripTrailingZeros().scale() > 0 || number.compareTo(small ? MOST_COUNTED : MOST) > 0) {
            throw noWholeNumber(small, whole);
        }
        asWritten.append(digits);
        return number;
    }

    private static UnreadableConditionException noWholeNumber(boolean small, BinaryExpr whole) {
        return new UnreadableConditionException("`" + print(whole) + "` needs a whole number on the right, "
                + (small
                        ? "written in digits and at most " + MOST_COUNTED.toPlainString() + ", such as 36."
                        : "such as 250, 750e6 (750 million) or 2.5e9 (2.5 billion), at most 1e15."));
    }

    private static UnreadableConditionException unreadable(Expression expression) {
        if (expression instanceof IntegerLiteralExpr) {
            return new UnreadableConditionException("`" + print(expression)
                    + "` is not an allowed condition. A number has no commas: write 1200 in place of 1,200.");
        }
        return new UnreadableConditionException("`" + print(expression) + "` is not an allowed condition. " + FORMS);
    }

    private static String print(Expression expression) {
        return PrintUtil.printNode(expression);
    }
}
