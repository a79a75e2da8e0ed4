package org.kentei.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kentei.rule.Condition.NumberComparison;
import org.kentei.rule.Condition.SimpleCondition;
import org.kentei.rule.Property;
import org.kentei.rule.RuleText;

/**
 * The range of a property's values that a size clause accepts.
 *
 * @param from the smallest accepted value
 * @param below the smallest value above the range; {@link Long#MAX_VALUE} if the range has no end
 */
record SizeBand(RuleText rule, Property property, long from, long below) {

    /** The bands of a size clause: one for each alternative and each property that measures a size. */
    static List<SizeBand> of(RuleText rule) {
        Set<SizeBand> bands = new LinkedHashSet<>();
        for (List<SimpleCondition> way : rule.condition().alternatives()) {
            Set<Property> measures = new LinkedHashSet<>();
            way.stream().filter(SizeBand::measures).forEach(part -> measures.add(part.property()));
            for (Property property : measures) {
                bands.add(of(rule, property, way));
            }
        }
        return new ArrayList<>(bands);
    }

    boolean ends() {
        return below < Long.MAX_VALUE;
    }

    boolean empty() {
        return from >= below;
    }

    /** The number of criteria is part of a clause's complexity, not of a project's size. */
    private static boolean measures(SimpleCondition part) {
        return part instanceof NumberComparison && part.property().type() == Long.class;
    }

    private static SizeBand of(RuleText rule, Property property, List<SimpleCondition> way) {
        long from = 0;
        long below = Long.MAX_VALUE;
        for (SimpleCondition part : way) {
            if (part instanceof NumberComparison comparison
                    && comparison.property().equals(property)) {
                long number = comparison.number().longValueExact();
                switch (comparison.operator()) {
                    case AT_LEAST -> from = Math.max(from, number);
                    case MORE_THAN -> from = Math.max(from, number + 1);
                    case LESS_THAN -> below = Math.min(below, number);
                    case AT_MOST -> below = Math.min(below, number + 1);
                    case EQUAL -> {
                        from = Math.max(from, number);
                        below = Math.min(below, number + 1);
                    }
                    case NOT_EQUAL -> {}
                }
            }
        }
        return new SizeBand(rule, property, from, below);
    }
}
