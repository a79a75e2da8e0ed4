package org.kentei.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/** Lays facts beside the conditions of rules and tells what they miss. */
final class AlternativeFinder {

    private final Vocabulary vocabulary;
    private final RulesByConclusion clauses;
    private final FactMaker maker;
    private final Runnable stillInTime;

    /** @param stillInTime throws when the evaluation's time is over */
    AlternativeFinder(Vocabulary vocabulary, RulesByConclusion clauses, FactMaker maker, Runnable stillInTime) {
        this.vocabulary = vocabulary;
        this.clauses = clauses;
        this.maker = maker;
        this.stillInTime = stillInTime;
    }

    /** For every alternative of every clause of the sheet, the fact that comes closest. */
    List<Alternative> nearest(Sheet sheet, ConclusionType type, List<? extends Fact> facts) {
        return nearest(sheet, type, facts, Collections.nCopies(facts.size(), Alternative.NOTHING_MISSING));
    }

    /**
     * For every alternative of every clause of the sheet, the fact that comes closest.
     *
     * @param before what each fact misses already, in the order of the facts
     */
    List<Alternative> nearest(Sheet sheet, ConclusionType type, List<? extends Fact> facts, List<Alternative> before) {
        List<Alternative> nearest = new ArrayList<>();
        for (RuleText rule : clauses.of(sheet.sheet(), type)) {
            for (List<SimpleCondition> alternative : rule.condition().alternatives()) {
                Alternative best = facts.isEmpty() ? way(sheet, rule, alternative, null) : null;
                for (int place = 0; place < facts.size(); place++) {
                    Alternative clause = way(sheet, rule, alternative, facts.get(place));
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

    /** What is missing on the nearest way to a statement of the shared rules. */
    Alternative shared(@Nullable Sheet sheet, ConclusionType type, @Nullable Fact fact) {
        Alternative best = null;
        for (RuleText rule : clauses.shared(type)) {
            for (List<SimpleCondition> alternative : rule.condition().alternatives()) {
                best = Alternative.nearer(best, way(sheet, rule, alternative, fact));
            }
        }
        return best == null ? Alternative.NOTHING_MISSING : best;
    }

    /** The project as the clauses see it, whether or not it is considered. */
    RatedProject rated(Sheet sheet, Project project) {
        int complexityLevel = 0;
        int sizeLevel = 0;
        for (SpecialtyField field : vocabulary.fields()) {
            for (Sheet other : field.sheets()) {
                if (other.specialtyField().equals(sheet.specialtyField())) {
                    ConsideredProject there = maker.considered(other, project);
                    if (says(there, ConclusionType.MEETS_COMPLEXITY)) {
                        complexityLevel = Math.max(complexityLevel, other.level());
                    }
                    if (says(there, ConclusionType.MEETS_SIZE)) {
                        sizeLevel = Math.max(sizeLevel, other.level());
                    }
                }
            }
        }
        ConsideredProject here = maker.considered(sheet, project);
        return new RatedProject(
                here,
                complexityLevel,
                sizeLevel,
                says(here, ConclusionType.PLAYS_ROLE),
                says(here, ConclusionType.SHOWS_ACCOMPLISHMENTS));
    }

    /** Whether a clause of the project's sheet says that of it. */
    private boolean says(ConsideredProject project, ConclusionType type) {
        for (RuleText rule : clauses.of(project.sheet(), type)) {
            if (rule.holds(project)) {
                return true;
            }
        }
        return false;
    }

    /** What is missing on one alternative; null where the sheet itself rules the alternative out. */
    private @Nullable Alternative way(
            @Nullable Sheet sheet, RuleText rule, List<SimpleCondition> alternative, @Nullable Fact fact) {
        stillInTime.run();
        List<UnmetCondition> gaps = new ArrayList<>();
        for (SimpleCondition part : alternative) {
            if (part.property().ofSheet()) {
                if (!holdsForSheet(sheet, part, fact)) {
                    return null;
                }
            } else if ((fact == null || !part.holds(fact)) && !endOfBand(part, fact)) {
                explained(sheet, new UnmetCondition(rule, part, fact)).addTo(gaps);
            }
        }
        return gaps.isEmpty() ? Alternative.NOTHING_MISSING : new Alternative(gaps);
    }

    /** Whether the sheet is as the part asks, also where the candidate has no fact to lay beside it. */
    private boolean holdsForSheet(@Nullable Sheet sheet, SimpleCondition part, @Nullable Fact fact) {
        if (fact != null) {
            return part.holds(fact);
        }
        return sheet == null || part.holds(maker.standing(sheet, 0));
    }

    /** Whether it ends a band for a number that is not stated: whoever states one is short of the band's beginning. */
    private static boolean endOfBand(SimpleCondition part, @Nullable Fact fact) {
        return part instanceof NumberComparison bound
                && (bound.operator() == Operator.LESS_THAN || bound.operator() == Operator.AT_MOST)
                && (fact == null || part.property().value(fact) == null);
    }

    /** Where a condition sums up other clauses, the conditions of those that the project does not meet. */
    private Alternative explained(@Nullable Sheet sheet, UnmetCondition gap) {
        Alternative itself = new Alternative(List.of(gap));
        ConclusionType concluded = gap.part().property().concludedType();
        if (concluded == null || sheet == null) {
            return itself;
        }
        Fact fact = gap.fact() instanceof RatedProject rated
                ? rated.considered()
                : gap.fact() instanceof EligibleProject eligible
                        ? eligible.rated().considered()
                        : null;
        Alternative deeper = null;
        for (Alternative way : nearest(sheet, concluded, fact == null ? List.of() : List.of(fact))) {
            deeper = Alternative.nearer(deeper, way);
        }
        return deeper == null || fact != null && deeper.gaps().isEmpty() ? itself : deeper;
    }
}
