package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kentei.candidate.Project;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.ConsideredProject;
import org.kentei.fact.EligibleProject;
import org.kentei.fact.Fact;
import org.kentei.fact.FactMaker;
import org.kentei.fact.RatedProject;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Operator;
import org.kentei.rule.RuleText;
import org.kentei.rule.RulesByConclusion;
import org.kentei.verdict.Alternative.UnmetCondition;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;

/** Compares facts with the conditions of rules and finds what is missing. */
final class AlternativeFinder {

    private final Vocabulary vocabulary;
    private final RulesByConclusion rules;
    private final FactMaker maker;
    private final Runnable deadlineCheck;

    /** The projects at the sheet for which they were rated last; a project is asked about several times at one sheet. */
    private final Map<Project, RatedProject> rated = new IdentityHashMap<>(4);

    /** @param deadlineCheck throws when the evaluation's time is over */
    AlternativeFinder(Vocabulary vocabulary, RulesByConclusion rules, FactMaker maker, Runnable deadlineCheck) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.maker = maker;
        this.deadlineCheck = deadlineCheck;
    }

    /** The types of facts that the rules of a sheet with a type of conclusion match. */
    Set<Class<? extends Fact>> factTypes(Sheet sheet, ConclusionType type) {
        return rules.factTypes(sheet.sheet(), type);
    }

    /** For each alternative of each rule of the sheet on a type of fact, the fact that comes closest. */
    <F extends Fact> List<Alternative> nearest(Sheet sheet, ConclusionType type, Class<F> factType, List<F> facts) {
        return nearest(sheet, type, factType, facts, Collections.nCopies(facts.size(), Alternative.NOTHING_MISSING));
    }

    /**
     * For each alternative of each rule of the sheet on a type of fact, the fact that comes closest.
     *
     * @param before what is missing for each fact already, in the order of the facts
     */
    <F extends Fact> List<Alternative> nearest(
            Sheet sheet, ConclusionType type, Class<F> factType, List<F> facts, List<Alternative> before) {
        List<Alternative> nearest = new ArrayList<>();
        for (RuleText rule : rules.of(sheet.sheet(), type)) {
            if (rule.factType().type() != factType) {
                continue;
            }
            for (List<SimpleCondition> alternative : rule.condition().alternatives()) {
                Alternative best = facts.isEmpty() ? missing(sheet, rule, alternative, null) : null;
                for (int place = 0; place < facts.size(); place++) {
                    Alternative clause = missing(sheet, rule, alternative, facts.get(place));
                    best = Alternative.nearer(
                            best, clause == null ? null : before.get(place).and(clause));
                }
                if (best != null) {
                    nearest.add(best);
                }
            }
        }
        return nearest;
    }

    /** What is missing on the nearest alternative of the shared rules with a type of conclusion. */
    Alternative shared(@Nullable Sheet sheet, ConclusionType type, @Nullable Fact fact) {
        Alternative best = null;
        for (RuleText rule : rules.shared(type)) {
            for (List<SimpleCondition> alternative : rule.condition().alternatives()) {
                best = Alternative.nearer(best, missing(sheet, rule, alternative, fact));
            }
        }
        return best == null ? Alternative.NOTHING_MISSING : best;
    }

    /** The project rated by the rules of its field, whether or not it is considered. */
    RatedProject rated(Sheet sheet, Project project) {
        RatedProject known = rated.get(project);
        if (known == null || known.at() != sheet) {
            known = rate(sheet, project);
            rated.put(project, known);
        }
        return known;
    }

    private RatedProject rate(Sheet sheet, Project project) {
        int complexityLevel = 0;
        int sizeLevel = 0;
        for (SpecialtyField field : vocabulary.fields()) {
            for (Sheet other : field.sheets()) {
                boolean higher = other.level() > Math.min(complexityLevel, sizeLevel);
                if (higher && other.specialtyField().equals(sheet.specialtyField())) {
                    ConsideredProject there = maker.considered(other, project);
                    if (other.level() > complexityLevel && meets(there, ConclusionType.MEETS_COMPLEXITY)) {
                        complexityLevel = other.level();
                    }
                    if (other.level() > sizeLevel && meets(there, ConclusionType.MEETS_SIZE)) {
                        sizeLevel = other.level();
                    }
                }
            }
        }
        ConsideredProject here = maker.considered(sheet, project);
        return new RatedProject(
                here,
                complexityLevel,
                sizeLevel,
                meets(here, ConclusionType.PLAYS_ROLE),
                meets(here, ConclusionType.SHOWS_ACCOMPLISHMENTS));
    }

    /** Whether a rule of the project's sheet with that type of conclusion holds for it. */
    private boolean meets(ConsideredProject project, ConclusionType type) {
        for (RuleText rule : rules.of(project.sheet(), type)) {
            if (rule.holds(project)) {
                return true;
            }
        }
        return false;
    }

    /** What is missing on one alternative; null if the alternative is impossible for the sheet. */
    private @Nullable Alternative missing(
            @Nullable Sheet sheet, RuleText rule, List<SimpleCondition> alternative, @Nullable Fact fact) {
        deadlineCheck.run();
        List<UnmetCondition> unmet = List.of();
        for (int place = 0; place < alternative.size(); place++) {
            SimpleCondition part = alternative.get(place);
            if (part.property().ofSheet()) {
                if (!holdsForSheet(sheet, part, fact)) {
                    return null;
                }
            } else if ((fact == null || !part.holds(fact)) && !endOfBand(part, fact)) {
                unmet = unmet.isEmpty() ? new ArrayList<>(2) : unmet;
                UnmetCondition condition = new UnmetCondition(rule, part, fact);
                Alternative deeper = explained(sheet, condition);
                if (deeper == null) {
                    Alternative.add(condition, unmet);
                } else {
                    deeper.addTo(unmet);
                }
            }
        }
        return unmet.isEmpty() ? Alternative.NOTHING_MISSING : new Alternative(unmet);
    }

    /** Whether a condition on the sheet holds, even if the candidate has no fact of the type. */
    private boolean holdsForSheet(@Nullable Sheet sheet, SimpleCondition part, @Nullable Fact fact) {
        if (fact != null) {
            return part.holds(fact);
        }
        return sheet == null || part.holds(maker.standing(sheet, 0));
    }

    /** Whether it is the upper end of a band for a number that is not stated; then only the lower end is missing. */
    private static boolean endOfBand(SimpleCondition part, @Nullable Fact fact) {
        return part instanceof NumberComparison bound
                && (bound.operator() == Operator.LESS_THAN || bound.operator() == Operator.AT_MOST)
                && (fact == null || part.property().value(fact) == null);
    }

    /**
     * If a condition sums up other rules, the conditions of those rules that the project does not meet; null if the
     * condition explains itself.
     */
    private @Nullable Alternative explained(@Nullable Sheet sheet, UnmetCondition condition) {
        ConclusionType concluded = condition.part().property().concludedType();
        if (concluded == null || sheet == null) {
            return null;
        }
        ConsideredProject fact = condition.fact() instanceof RatedProject rated
                ? rated.considered()
                : condition.fact() instanceof EligibleProject eligible
                        ? eligible.rated().considered()
                        : null;
        Alternative deeper = null;
        for (Alternative one :
                nearest(sheet, concluded, ConsideredProject.class, fact == null ? List.of() : List.of(fact))) {
            deeper = Alternative.nearer(deeper, one);
        }
        return deeper == null || fact != null && deeper.unmet().isEmpty() ? null : deeper;
    }
}
