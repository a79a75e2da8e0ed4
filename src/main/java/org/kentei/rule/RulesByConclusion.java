package org.kentei.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kentei.fact.ConclusionType;

/** The rules of a ruleset by sheet and by type of conclusion. */
public final class RulesByConclusion {

    private static final String SHARED = "";

    private final Map<String, Map<ConclusionType, List<RuleText>>> bySheet = new HashMap<>();

    public RulesByConclusion(List<RuleText> rules) {
        for (RuleText rule : rules) {
            bySheet.computeIfAbsent(
                            rule.sheet() == null ? SHARED : rule.sheet(), any -> new EnumMap<>(ConclusionType.class))
                    .computeIfAbsent(rule.consequence().type(), any -> new ArrayList<>())
                    .add(rule);
        }
    }

    /** The rules of a sheet with a type of conclusion. */
    public List<RuleText> of(String sheet, ConclusionType type) {
        return bySheet.getOrDefault(sheet, Map.of()).getOrDefault(type, List.of());
    }

    /** The shared rules with a type of conclusion. */
    public List<RuleText> shared(ConclusionType type) {
        return of(SHARED, type);
    }
}
