package org.kentei.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kentei.fact.ConclusionType;

/** The rules of a ruleset by sheet and by what they conclude. */
public final class RulesByConclusion {

    private static final String SHARED = "";

    private final Map<String, Map<ConclusionType, List<RuleText>>> bySheet = new HashMap<>();

    public RulesByConclusion(List<RuleText> rules) {
        for (RuleText rule : rules) {
            bySheet.computeIfAbsent(
                            rule.sheet() == null ? SHARED : rule.sheet(), any -> new EnumMap<>(ConclusionType.class))
                    .computeIfAbsent(rule.verb().statement(), any -> new ArrayList<>())
                    .add(rule);
        }
    }

    /** The clauses of a sheet that conclude a statement. */
    public List<RuleText> of(String sheet, ConclusionType statement) {
        return bySheet.getOrDefault(sheet, Map.of()).getOrDefault(statement, List.of());
    }

    /** The shared rules that conclude a statement. */
    public List<RuleText> shared(ConclusionType statement) {
        return of(SHARED, statement);
    }
}
