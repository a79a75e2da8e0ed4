package org.kentei.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kentei.RulesFolder;
import org.kentei.vocabulary.Criterion;

/** Writes made-up fields as an author would: a folder each, beside the fields of the project's own rules. */
final class PlainFieldFiles {

    private final SortedMap<String, byte[]> files =
            new TreeMap<>(RulesFolder.files().byName());

    /** The project's own rules with these fields added. */
    static RulesetFiles of(List<PlainField> fields) {
        PlainFieldFiles files = new PlainFieldFiles();
        fields.forEach(files::add);
        return new RulesetFiles(files.files);
    }

    private void add(PlainField field) {
        String folder = field.code().toLowerCase(Locale.ROOT).replace('_', '-') + "/";
        put(folder + "field.yaml", fieldYaml(field));
        List<String> clauses = new ArrayList<>();
        for (PlainSheet sheet : field.sheets()) {
            put(folder + sheet.code() + ".drl", new Rules(sheet, clauses).write());
        }
        put(
                folder + "clauses.yaml",
                clauses.stream()
                        .map(clause -> "  - clause: " + clause + "\n    place: \"Made up\"\n")
                        .collect(Collectors.joining("", "clauses:\n", "")));
    }

    private void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String fieldYaml(PlainField field) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("field: " + field.code() + "\nposition: " + field.position() + "\n");
        yaml.append("en: Field " + field.code() + "\nja: 分野 " + field.code() + "\n");
        List<PlainSheet> withList =
                field.sheets().stream().filter(sheet -> !sheet.list().isEmpty()).toList();
        if (!withList.isEmpty()) {
            yaml.append("complexityLists:\n");
            withList.forEach(
                    sheet -> yaml.append("  " + listName(sheet) + ": [" + String.join(", ", sheet.list()) + "]\n"));
        }
        yaml.append("areas:\n");
        field.areas().forEach(area -> yaml.append("  - { code: " + area + ", en: " + area + ", ja: " + area + " }\n"));
        yaml.append("sheets:\n");
        for (PlainSheet sheet : field.sheets()) {
            yaml.append("  - sheet: " + sheet.code() + "\n    level: " + sheet.level() + "\n");
            if (!sheet.list().isEmpty()) {
                yaml.append("    complexityList: " + listName(sheet) + "\n");
            }
            yaml.append("    criteria: ["
                    + sheet.asked().stream().map(Criterion::name).sorted().collect(Collectors.joining(", ")) + "]\n");
        }
        return yaml.toString();
    }

    private static String listName(PlainSheet sheet) {
        return "list" + sheet.code();
    }

    /** The rules of one sheet. */
    private record Rules(PlainSheet sheet, List<String> clauses, StringBuilder drl) {

        Rules(PlainSheet sheet, List<String> clauses) {
            this(sheet, clauses, new StringBuilder("package org.kentei.rules\n\nimport org.kentei.fact.*\n"));
        }

        String write() {
            if (sheet.asks(Criterion.RESPONSIBILITIES)) {
                responsibilities();
            }
            if (sheet.asks(Criterion.COMPLEXITY)) {
                for (int place = 0; place < sheet.complexity().size(); place++) {
                    List<String> conditions = new ArrayList<>();
                    PlainSheet.Complexity complexity = sheet.complexity().get(place);
                    conditions.add("criteria >= " + complexity.criteria());
                    complexity.codes().forEach(code -> conditions.add("complexity contains \"" + code + "\""));
                    rule("COMPLEXITY." + letter(place), "ConsideredProject", conditions, "meetsComplexity");
                }
            }
            if (sheet.asks(Criterion.SIZE)) {
                for (int place = 0; place < sheet.sizes().size(); place++) {
                    List<String> conditions = new ArrayList<>();
                    PlainSheet.Size size = sheet.sizes().get(place);
                    conditions.add(size.bands().stream().map(Rules::band).collect(Collectors.joining(" || ")));
                    if (size.criteria() > 0) {
                        conditions.add("criteria >= " + size.criteria());
                    }
                    rule("SIZE." + letter(place), "ConsideredProject", conditions, "meetsSize");
                }
            }
            if (sheet.asks(Criterion.SPECIALTY)) {
                rule("SPECIALTY", "HeldSpecialty", List.of(reaches("depth", sheet.depth())), "satisfiesSpecialty");
            }
            if (sheet.asks(Criterion.SUCCESSION)) {
                rule("SUCCESSION", "Succession", List.of("kinds >= " + sheet.kinds()), "satisfiesSuccession");
            }
            if (sheet.asks(Criterion.SUBORDINATES)) {
                rule("SUBORDINATES", "Subordinates", List.of("records >= " + sheet.records()), "satisfiesSubordinates");
            }
            return drl.toString();
        }

        private void responsibilities() {
            for (int place = 0; place < sheet.roles().size(); place++) {
                PlainSheet.Role role = sheet.roles().get(place);
                List<String> conditions = new ArrayList<>();
                conditions.add(reaches("role", role.lowest()));
                if (!role.phases().isEmpty()) {
                    conditions.add(String.join(" || ", contains("phases", role.phases())));
                }
                rule("RESPONSIBILITIES.ROLE." + letter(place), "ConsideredProject", conditions, "playsRole");
            }
            rule(
                    "RESPONSIBILITIES.ACCOMPLISHMENTS",
                    "ConsideredProject",
                    contains("accomplishments", sheet.accomplishments()),
                    "showsAccomplishments");
            List<String> together = new ArrayList<>();
            if (sheet.months() > 0) {
                together.add("months >= " + sheet.months());
            }
            if (sheet.run() > 0) {
                together.add("longestRunMonths >= " + sheet.run());
            }
            together.addAll(contains("phases", sheet.phases()));
            together.addAll(contains("accomplishments", sheet.once()));
            rule("RESPONSIBILITIES", "Experience", together, "satisfiesResponsibilities");
        }

        private static List<String> contains(String property, List<String> codes) {
            return codes.stream()
                    .map(code -> property + " contains \"" + code + "\"")
                    .toList();
        }

        private static String reaches(String property, String code) {
            return property + ".atLeast( \"" + code + "\" )";
        }

        private static String band(PlainSheet.Band band) {
            String property = band.figure().property();
            String from = property + " >= " + band.from();
            return band.below() == null ? from : "( " + from + " && " + property + " < " + band.below() + " )";
        }

        private static String letter(int place) {
            return String.valueOf((char) ('A' + place));
        }

        private void rule(String clause, String fact, List<String> conditions, String verb) {
            String criterion = clause.split("\\.", 2)[0];
            clauses.add(sheet.code() + "." + clause);
            drl.append("\nrule \"" + sheet.code() + " "
                    + clause.toLowerCase(Locale.ROOT).replace('.', ' ') + "\"\n");
            drl.append("    @sheet( " + sheet.code() + " ) @criterion( " + criterion + " ) @clause( " + sheet.code()
                    + "." + clause + " )\n");
            drl.append("    @paraphrase( \"A made-up clause.\" )\nwhen\n");
            drl.append("    $fact : " + fact + "( sheet == \"" + sheet.code() + "\"");
            conditions.forEach(condition -> drl.append(",\n        " + condition));
            drl.append(" )\nthen\n    $fact." + verb + "();\nend\n");
        }
    }
}
