package org.kentei.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kentei.RulesFolder;
import org.kentei.candidate.Project;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.FactMaker;
import org.kentei.fact.RatedProject;
import org.kentei.rule.Condition.AtLeast;
import org.kentei.rule.Condition.BooleanCondition;
import org.kentei.rule.Condition.CodeComparison;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.PropertyComparison;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/** Conditions on a project at OM7, and such projects, without a ruleset around them. */
public final class Conditions {

    private static final Vocabulary VOCABULARY = RulesFolder.vocabulary();
    private static final Sheet OM7 = VOCABULARY.sheet("OM7");

    private Conditions() {}

    public static Property property(String name) {
        return FactType.named("ConsideredProject").properties().get(name);
    }

    public static Property ratedProperty(String name) {
        return FactType.named("RatedProject").properties().get(name);
    }

    public static NumberComparison number(String property, Operator operator, long number) {
        return new NumberComparison(
                property(property),
                operator,
                BigDecimal.valueOf(number),
                property + " " + operator.sign() + " " + number);
    }

    static PropertyComparison levels(Operator operator) {
        return new PropertyComparison(
                ratedProperty("complexityLevel"), operator, ratedProperty("level"), "complexityLevel and level");
    }

    static CodeComparison sheet(String sheet, boolean equal) {
        return new CodeComparison(property("sheet"), equal, sheet, "sheet");
    }

    static Contains phase(String phase) {
        return new Contains(property("phases"), phase, "phases");
    }

    static AtLeast role(String role) {
        return new AtLeast(property("role"), role, "role");
    }

    static BooleanCondition asksSize(boolean expected) {
        return new BooleanCondition(property("asksSize"), expected, "asksSize");
    }

    /** A project of a leader in planning, at OM7. */
    public static ConsideredProject project(String id, @Nullable Long headcount) {
        Project project = new Project(
                id,
                null,
                "OPERATIONS_MANAGEMENT",
                "LEADER",
                List.of("PLANNING"),
                LocalDate.of(2024, 1, 1),
                null,
                true,
                List.of(),
                List.of("COMPLEX_CONTRACT"),
                headcount,
                null,
                null);
        return new FactMaker(VOCABULARY, LocalDate.of(2026, 1, 1), conclusion -> {}).considered(OM7, project);
    }

    static RatedProject rated(int complexityLevel) {
        return new RatedProject(project("P-1", 10L), complexityLevel, 0, true, true);
    }
}
