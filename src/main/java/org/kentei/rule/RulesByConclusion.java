package org.kentei.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kentei.fact.ConclusionType;
import org.kentei.fact.Fact;

/** The rules of a ruleset by sheet and by type of conclusion. */
public final class RulesByConclusion {

    private static final String SHARED = "";

    private final Map<String, Map<ConclusionType, List<RuleText>>> bySheet = new HashMap<>();
    private final Map<String, Map<ConclusionType, Set<Class<? extends Fact>>>> factTypes = new HashMap<>();

    public RulesByConclusion(List<RuleText> rules) {
        for (RuleText rule : rules) {
            String sheet = rule.sheet() == null ? SHARED : rule.sheet();
            ConclusionType type = rule.consequence().type();
            bySheet.computeIfAbsent(sheet, any -> new EnumMap<>(ConclusionType.class))
                    .computeIfAbsent(type, any -> new ArrayList<>())
                    .add(rule);
            factTypes
                    .computeIfAbsent(sheet, any -> new EnumMap<>(ConclusionType.class))
                    .computeIfAbsent(type, any -> new LinkedHashSet<>())
                    .add(rule.factType().type());
        }
    }

    /** The rules of a sheet with a type of conclusion. */
    public List<RuleText> of(String sheet, ConclusionType type) {
        return bySheet.getOrDefault(sheet, Map.of()).getOrDefault(type, List.of());
    }

    /** The types of facts that the rules of a sheet with a type of conclusion match, in the order of the rules. */
    public Set<Class<? extends Fact>> factTypes(String sheet, ConclusionType type) {
        return factTypes.getOrDefault(sheet, Map.of()).getOrDefault(type, Set.of());
    }

    /** The shared rules with a type of conclusion. */
    public List<RuleText> shared(ConclusionType type) {
        return of(SHARED, type);
    }
}
