package org.kentei.meaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kentei.rule.Condition.Contains;
import org.kentei.rule.RuleText;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.Vocabulary;

/**
 * The sets of complexity codes that some sheets distinguish. Codes that are on the same lists, and that no rule names, are
 * interchangeable, so only their number matters.
 */
record ComplexityCodes(List<Set<String>> sets) {

    /**
     * @param rules the rules that read the complexity
     * @param sheets the sheets that count it, possibly of several revisions
     */
    static ComplexityCodes of(Collection<RuleText> rules, Collection<Sheet> sheets, List<Vocabulary> vocabularies) {
        Set<String> named = rules.stream()
                .flatMap(rule -> rule.condition().parts())
                .flatMap(part ->
                        part instanceof Contains contains && part.property().codes() == CodeList.COMPLEXITY
                                ? Stream.of(contains.code())
                                : Boundaries.codesInBrackets(part, CodeList.COMPLEXITY))
                .collect(Collectors.toSet());
        Set<String> all = new LinkedHashSet<>();
        vocabularies.forEach(vocabulary -> all.addAll(vocabulary.codes(CodeList.COMPLEXITY)));
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (String code : all) {
            String standing = sheets.stream()
                    .map(sheet -> sheet.complexity().contains(code) ? "1" : "0")
                    .collect(Collectors.joining());
            if (standing.contains("1") || named.contains(code)) {
                alike.computeIfAbsent(named.contains(code) ? code : standing, any -> new ArrayList<>())
                        .add(code);
            }
        }
        List<Set<String>> sets = new ArrayList<>();
        sets.add(Set.of());
        for (List<String> group : alike.values()) {
            List<Set<String>> longer = new ArrayList<>();
            for (Set<String> set : sets) {
                for (int count = 0; count <= group.size(); count++) {
                    Set<String> more = new LinkedHashSet<>(set);
                    more.addAll(group.subList(0, count));
                    longer.add(Collections.unmodifiableSet(more));
                }
            }
            sets = longer;
        }
        return new ComplexityCodes(List.copyOf(sets));
    }
}
