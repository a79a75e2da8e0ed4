package org.kentei.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.files.JarFiles;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Term;
import org.kentei.vocabulary.Vocabulary;

/** The first draft of a sheet, made from templates. Its numbers are placeholders that increase with the level. */
final class SheetSkeleton {

    private static final List<String> ALL_CRITERIA =
            List.of("RESPONSIBILITIES", "COMPLEXITY", "SIZE", "SPECIALTY", "SUCCESSION", "SUBORDINATES");
    private static final List<String> LOW_CRITERIA = List.of("RESPONSIBILITIES", "COMPLEXITY", "SPECIALTY");

    /** From this level on, a sheet requires all criteria. */
    private static final int ALL_FROM = 4;

    private final Vocabulary vocabulary;
    private final String field;
    private final String sheet;
    private final int level;
    private final String area;
    private final List<String> complexity;

    SheetSkeleton(Vocabulary vocabulary, @Nullable SpecialtyField known, String field, String sheet, int level) {
        this.vocabulary = vocabulary;
        this.field = field;
        this.sheet = sheet;
        this.level = level;
        this.area = known == null ? "FIRST_AREA" : known.areas().get(0).code();
        this.complexity = known == null
                ? vocabulary.codes(CodeList.COMPLEXITY).stream().limit(4).toList()
                : known.sheets().get(0).complexity();
    }

    String rules() {
        return filled(level < ALL_FROM ? "low.drl" : "high.drl");
    }

    String cases() {
        return filled(level < ALL_FROM ? "low.cases.yaml" : "high.cases.yaml");
    }

    String fieldFile() {
        return filled("field.yaml") + sheetEntry("own");
    }

    /** The entry for the sheet in its field's file. */
    String sheetEntry(String complexityList) {
        return "  - sheet: " + sheet + "\n    level: " + level + "\n    complexityList: " + complexityList
                + "\n    criteria: " + criteria() + "\n";
    }

    private List<String> criteria() {
        return level < ALL_FROM ? LOW_CRITERIA : ALL_CRITERIA;
    }

    private String filled(String template) {
        String text = read(template);
        int enough = level < 3 ? 1 : 2;
        Map<String, String> words = Map.ofEntries(
                Map.entry("FIELD", field),
                Map.entry("FIELD_NAME", name()),
                Map.entry("SHEET", sheet),
                Map.entry("LEVEL", String.valueOf(level)),
                Map.entry(
                        "POSITION",
                        String.valueOf(vocabulary.fields().stream()
                                        .mapToInt(SpecialtyField::position)
                                        .max()
                                        .orElse(0)
                                + 1)),
                Map.entry("ROLE", ordinalLevel(CodeList.ROLES)),
                Map.entry("DEPTH", ordinalLevel(CodeList.DEPTHS)),
                Map.entry("PHASE", vocabulary.codes(CodeList.PHASES).get(0)),
                Map.entry(
                        "ACCOMPLISHMENT",
                        vocabulary.codes(CodeList.ACCOMPLISHMENTS).get(0)),
                Map.entry("MONTHS", String.valueOf(level < 5 ? Math.max(6, 12 * (level - 2)) : 36)),
                Map.entry(
                        "END",
                        level < 3
                                ? "2021-09-30"
                                : level == 3 ? "2022-03-31" : level == 4 ? "2023-03-31" : "2024-03-31"),
                Map.entry("ENOUGH", String.valueOf(enough)),
                Map.entry("CRITERIA", String.join(", ", complexity.subList(0, Math.min(enough, complexity.size())))),
                Map.entry(
                        "COMPLEXITY",
                        complexity.stream().map(code -> "    - " + code).collect(Collectors.joining("\n"))),
                Map.entry("HEADCOUNT", String.valueOf(level < 5 ? 35 : level == 5 ? 75 : level == 6 ? 150 : 250)),
                Map.entry("YEN", level < 5 ? "350e6" : level == 5 ? "750e6" : level == 6 ? "1.5e9" : "2.5e9"),
                Map.entry("AREA", area),
                Map.entry("KINDS", String.valueOf(kinds().size())),
                Map.entry(
                        "CONTRIBUTIONS",
                        kinds().stream()
                                .map(kind ->
                                        "    - { kind: " + kind + ", specialtyField: " + field + ", date: 2024-05-01 }")
                                .collect(Collectors.joining("\n"))));
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        return text;
    }

    private List<String> kinds() {
        int kinds = level <= 4 ? 1 : level - 2;
        return vocabulary.codes(CodeList.CONTRIBUTION_KINDS).stream()
                .limit(kinds)
                .toList();
    }

    /** Level 3 requires the lowest ordinal level, and level 7 the fifth. */
    private String ordinalLevel(CodeList list) {
        List<String> codes =
                vocabulary.ladder(list, field).stream().map(Term::code).toList();
        return codes.get(Math.min(Math.max(0, level - 3), codes.size() - 1));
    }

    private String name() {
        return Arrays.stream(field.toLowerCase(Locale.ROOT).split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String read(String template) {
        return JarFiles.text("skeleton/" + template);
    }
}
