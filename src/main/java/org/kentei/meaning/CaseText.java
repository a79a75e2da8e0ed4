package org.kentei.meaning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.verdict.LevelText;
import org.kentei.vocabulary.Criterion;

/** Writes a candidate as a case that does not depend on the base of the case file. */
final class CaseText {

    private static final List<String> LISTS =
            List.of("projects", "specialties", "contributions", "subordinateDevelopment", "examinations");

    private CaseText() {}

    /**
     * Writes a case.
     *
     * @param name the name of the case, without a colon
     * @param after the level of the sheet's field; null for none
     * @param inForce whether the sheet is in force on the as-of date
     * @param notMet the sheet's criteria that are not met
     */
    static String of(
            String name,
            Map<String, Object> candidate,
            @Nullable Integer after,
            boolean inForce,
            Set<Criterion> notMet) {
        StringBuilder text = new StringBuilder();
        line(text, 2, "- case: " + name);
        line(text, 4, "change:");
        line(text, 6, "asOf: " + candidate.get("asOf"));
        for (String list : LISTS) {
            if (candidate.get(list) instanceof Collection<?> entries) {
                line(text, 6, list + ":");
                entries.forEach(entry -> entry(text, (Map<?, ?>) entry, list.equals("projects")));
            } else {
                line(text, 6, list + ": []");
            }
        }
        line(text, 4, "level: " + LevelText.number(after));
        if (!inForce) {
            line(text, 4, "inForce: false");
        }
        if (!notMet.isEmpty()) {
            line(text, 4, "notMet: " + notMet.stream().map(Enum::name).collect(Collectors.joining(", ", "[", "]")));
        }
        return text.toString();
    }

    private static void entry(StringBuilder text, Map<?, ?> entry, boolean onLines) {
        if (!onLines) {
            line(
                    text,
                    8,
                    "- { "
                            + entry.entrySet().stream()
                                    .map(member -> member.getKey() + ": " + value(member.getValue()))
                                    .collect(Collectors.joining(", "))
                            + " }");
            return;
        }
        boolean first = true;
        for (Map.Entry<?, ?> member : entry.entrySet()) {
            line(text, first ? 8 : 10, (first ? "- " : "") + member.getKey() + ": " + value(member.getValue()));
            first = false;
        }
    }

    private static String value(Object value) {
        return value instanceof Collection<?> codes
                ? codes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    private static void line(StringBuilder text, int indent, String line) {
        text.append(" ".repeat(indent)).append(line).append('\n');
    }
}
