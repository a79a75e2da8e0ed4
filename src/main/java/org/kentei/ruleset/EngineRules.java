package org.kentei.ruleset;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.drools.model.Declaration;
import org.drools.model.Index;
import org.drools.model.Model;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule;
import org.drools.model.RuleItemBuilder;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.drools.model.functions.Predicate2;
import org.drools.model.impl.ModelImpl;
import org.drools.model.impl.RuleBuilder;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kentei.fact.Fact;
import org.kentei.fact.SheetFact;
import org.kentei.rule.Absence;
import org.kentei.rule.Condition;
import org.kentei.rule.Condition.AllOf;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.RuleText;
import org.kie.api.KieBase;

/**
 * Hands rules to Drools as its executable model: objects that were read from the author's text, never the text itself.
 * No source is generated and nothing is compiled, so nothing that an author writes can become code.
 */
final class EngineRules {

    /** Whether Kentei itself puts the sheet of a rule in front of the rule's own conditions. */
    enum Sheets {
        /** A rule with a sheet never matches a fact of another sheet, whatever its conditions say. */
        ENFORCED,
        /** Rules match by their conditions alone, as revisions of earlier builds did. */
        AS_WRITTEN
    }

    /** Drools takes conditions with the same fingerprint for the same condition, so each has one of its own. */
    private record FactTest(String fingerprint, Condition condition) implements Predicate1<Fact>, HashedExpression {

        @Override
        public boolean test(Fact fact) {
            return condition.holds(fact);
        }

        @Override
        public String getExpressionHash() {
            return fingerprint;
        }
    }

    private record SameSheet(String sheet) implements Predicate1<Fact>, HashedExpression {

        @Override
        public boolean test(Fact fact) {
            return sheet.equals(((SheetFact) fact).sheet());
        }

        @Override
        public String getExpressionHash() {
            return fingerprint(sheet);
        }

        private static String fingerprint(String sheet) {
            return "sheet " + sheet;
        }
    }

    private record CombinationTest(String fingerprint, Absence absence)
            implements Predicate2<Fact, Fact>, HashedExpression {

        @Override
        public boolean test(Fact absent, Fact there) {
            return absence.holds(absent, there);
        }

        @Override
        public String getExpressionHash() {
            return fingerprint;
        }
    }

    private EngineRules() {}

    /**
     * The rules as Drools runs them, under their own names. Their conclusions go to the {@link RuleSession} that the facts
     * name as their listener.
     */
    static KieBase base(List<RuleText> rules, Sheets sheets) {
        ModelImpl model = new ModelImpl();
        for (int place = 0; place < rules.size(); place++) {
            model.addRule(rule(rules.get(place), place, sheets));
        }
        return EngineLoader.with(() -> KieBaseBuilder.createKieBaseFromModel((Model) model));
    }

    private static Rule rule(RuleText rule, int place, Sheets sheets) {
        String id = rule.file() + ":" + rule.line();
        Declaration<Fact> subject = declaration(rule.factType().type(), "$fact");
        PatternDef<Fact> pattern = PatternDSL.pattern(subject);
        if (rule.sheet() != null && rule.factType().ofSheet() && sheets == Sheets.ENFORCED) {
            pattern.expr(
                    SameSheet.fingerprint(rule.sheet()),
                    new SameSheet(rule.sheet()),
                    PatternDSL.alphaIndexedBy(
                            String.class,
                            Index.ConstraintType.EQUAL,
                            0,
                            fact -> ((SheetFact) fact).sheet(),
                            rule.sheet()));
        }
        pattern.expr(id, new FactTest(id, conditions(rule, sheets)));
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        items.add(pattern);
        for (Absence absence : rule.absences()) {
            String ofAbsence = id + " not " + items.size();
            Declaration<Fact> absent = declaration(absence.factType().type(), "$absent" + items.size());
            items.add(PatternDSL.not(
                    PatternDSL.pattern(absent).expr(ofAbsence, subject, new CombinationTest(ofAbsence, absence))));
        }
        items.add(PatternDSL.on(subject).execute(fact -> {
            RuleSession.of(fact).firing(rule, place);
            rule.consequence().conclude(fact, rule.argument());
        }));
        RuleBuilder builder = PatternDSL.rule(DrlReader.PACKAGE, rule.name());
        if (rule.validity().from() != null) {
            builder.attribute(
                    Rule.Attribute.DATE_EFFECTIVE, beginOf(rule.validity().from()));
        }
        if (rule.validity().until() != null) {
            builder.attribute(
                    Rule.Attribute.DATE_EXPIRES, beginOf(rule.validity().until()));
        }
        return builder.build(items.toArray(RuleItemBuilder[]::new));
    }

    /** The rule's conditions, without that on its own sheet if Kentei puts it in front of them. */
    private static Condition conditions(RuleText rule, Sheets sheets) {
        if (sheets == Sheets.ENFORCED && rule.condition() instanceof AllOf all) {
            return new AllOf(all.conditions().stream()
                    .filter(one -> !isOwnSheet(rule, one))
                    .toList());
        }
        return rule.condition();
    }

    private static boolean isOwnSheet(RuleText rule, Condition condition) {
        return rule.factType().ofSheet()
                && condition instanceof CodeComparison comparison
                && comparison.property().name().equals("sheet")
                && comparison.equal()
                && comparison.code().equals(rule.sheet());
    }

    private static Calendar beginOf(LocalDate day) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTimeInMillis(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        return calendar;
    }

    /** Drools matches by the declared class; what is read of the fact is read as of any fact. */
    @SuppressWarnings("unchecked")
    private static Declaration<Fact> declaration(Class<? extends Fact> type, String name) {
        return (Declaration<Fact>) PatternDSL.declarationOf(type, name);
    }
}
