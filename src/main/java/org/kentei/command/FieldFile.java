package org.kentei.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.source.YamlMapping;
import org.kentei.source.YamlMapping.YamlText;
import org.kentei.vocabulary.SpecialtyField;

/**
 * The file of a specialty field.
 *
 * @param name relative to the rules folder
 */
record FieldFile(String name, String text) {

    private static final String FILE = "field.yaml";
    private static final Pattern SHEETS = Pattern.compile("(?m)^sheets:.*$");

    /** The file of a known field. */
    static FieldFile of(SpecialtyField known, RulesetFiles files) {
        for (String name : files.byName().keySet()) {
            YamlMapping file = name.endsWith("/" + FILE) ? mapping(name, files) : null;
            if (file != null && file.text("field").value().equals(known.field())) {
                return new FieldFile(name, files.text(name));
            }
        }
        throw new CommandException("The file of the field " + known.field() + " is not found.");
    }

    private static @Nullable YamlMapping mapping(String name, RulesetFiles files) {
        return YamlMapping.read(name, Objects.requireNonNull(files.byName().get(name)), new ArrayList<>());
    }

    /** The name of the file in a folder for a new field. */
    static String in(String folder) {
        return folder + "/" + FILE;
    }

    /** The folder of the field, with a {@code /} at its end. */
    String folder() {
        return name.substring(0, name.length() - FILE.length());
    }

    /** The first complexity list, for a sheet that has none of its own yet. */
    String firstComplexityList(RulesetFiles files) {
        YamlMapping file = mapping(name, files);
        YamlMapping lists = file == null ? null : file.mapping("complexityLists");
        List<YamlText> names = lists == null ? List.of() : lists.keys();
        if (names.isEmpty()) {
            throw new CommandException("The file `" + name + "` has no complexity list for the new sheet.");
        }
        return names.get(0).value();
    }

    /** The text of the file with one more sheet; every other character stays as it is. */
    String with(String sheetEntry) {
        Matcher sheets = SHEETS.matcher(text);
        if (!sheets.find()) {
            throw new CommandException("The file `" + name + "` has no line `sheets:` for the new sheet.");
        }
        return text.substring(0, sheets.end()) + "\n" + sheetEntry + text.substring(sheets.end());
    }
}
