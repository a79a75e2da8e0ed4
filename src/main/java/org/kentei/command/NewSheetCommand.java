package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kentei.ruleset.InvalidRulesetException;
import org.kentei.ruleset.RulesetCompiler;
import org.kentei.ruleset.RulesetFiles;
import org.kentei.vocabulary.Sheet;
import org.kentei.vocabulary.SpecialtyField;
import org.kentei.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the first draft of a sheet. */
@Command(
        name = "new-sheet",
        description = {
            "Writes a commented skeleton of a sheet and its first cases; for a new field its field.yaml too.",
            "Nothing is overwritten. Ends with 0, 1 when the sheet exists already, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
final class NewSheetCommand implements Callable<Integer> {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern SHEETS = Pattern.compile("(?m)^sheets:.*$");

    @Option(
            names = "--field",
            paramLabel = "CODE",
            required = true,
            description = "The specialty field, such as SITE_RELIABILITY.")
    private String field;

    @Option(names = "--sheet", paramLabel = "CODE", required = true, description = "The sheet, such as SR4.")
    private String code;

    @Option(names = "--level", paramLabel = "N", required = true, description = "The level that it certifies, 1 to 7.")
    private int level;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The folder of the rules (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--json", description = "Write the names of the files as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record WrittenFiles(Map<String, String> files) {}

    @Override
    public Integer call() {
        if (!CODE.matcher(field).matches() || !CODE.matcher(code).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "A code is capitals, digits and underscores, beginning with a letter.");
        }
        if (level < 1 || level > 7) {
            throw new ParameterException(spec.commandLine(), "A sheet's level is 1 to 7, not " + level + ".");
        }
        RulesetFiles files = CommandFiles.rules(folder);
        Vocabulary vocabulary = vocabulary(files);
        SpecialtyField known = vocabulary.field(field);
        String fieldFile = known == null ? folderName() + "/field.yaml" : fileOf(known, files);
        String place = fieldFile.substring(0, fieldFile.lastIndexOf('/') + 1);
        String taken = taken(vocabulary, known, files, place);
        if (taken != null) {
            spec.commandLine().getOut().println(taken + " Nothing was written.");
            return 1;
        }
        SheetSkeleton skeleton = new SheetSkeleton(vocabulary, known, field, code, level);
        Map<String, String> written = new LinkedHashMap<>();
        written.put(fieldFile, known == null ? skeleton.fieldFile() : withSheet(files.text(fieldFile), skeleton));
        written.put(place + code + ".drl", skeleton.rules());
        written.put(place + code + ".cases.yaml", skeleton.cases());
        requireSound(files, written);
        write(written, known != null ? fieldFile : "");
        tell(written, known != null);
        return 0;
    }

    private Vocabulary vocabulary(RulesetFiles files) {
        try {
            return RulesetCompiler.vocabulary(files);
        } catch (InvalidRulesetException invalid) {
            throw new CommandException("The vocabulary has mistakes that have to be mended first:\n"
                    + CommandFiles.located(folder, invalid.mistakes().get(0)));
        }
    }

    private String folderName() {
        return field.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String fileOf(SpecialtyField known, RulesetFiles files) {
        Pattern named = Pattern.compile("(?m)^field:\\s*[\"']?" + known.field() + "\\b");
        return files.byName().keySet().stream()
                .filter(file -> file.endsWith("/field.yaml")
                        && named.matcher(files.text(file)).find())
                .findFirst()
                .orElseThrow(() -> new CommandException("The file of the field " + known.field() + " is not found."));
    }

    private @Nullable String taken(
            Vocabulary vocabulary, @Nullable SpecialtyField known, RulesetFiles files, String place) {
        Sheet same = vocabulary.sheet(code);
        if (same != null) {
            return "The sheet " + code + " exists already, in " + same.specialtyField() + ".";
        }
        if (known != null && known.sheets().stream().anyMatch(sheet -> sheet.level() == level)) {
            return "The field " + field + " has a sheet for level " + level + " already.";
        }
        for (String file : List.of(code + ".drl", code + ".cases.yaml")) {
            if (Files.exists(folder.resolve(place + file))) {
                return "The file " + folder.resolve(place + file) + " exists already.";
            }
        }
        return known == null && files.byName().containsKey(place + "field.yaml")
                ? "The file " + folder.resolve(place + "field.yaml") + " exists already, for another field."
                : null;
    }

    /** The field's own file with one more entry, and every other character as it was. */
    private static String withSheet(String fieldFile, SheetSkeleton skeleton) {
        var sheets = SHEETS.matcher(fieldFile);
        if (!sheets.find()) {
            throw new CommandException("The field's file has no line `sheets:` to put the new sheet below.");
        }
        return fieldFile.substring(0, sheets.end()) + "\n" + skeleton.sheetEntry(fieldFile)
                + fieldFile.substring(sheets.end());
    }

    private static void requireSound(RulesetFiles files, Map<String, String> written) {
        SortedMap<String, byte[]> together = new TreeMap<>(files.byName());
        written.forEach((name, text) -> together.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            RulesetCompiler.vocabulary(new RulesetFiles(together));
        } catch (InvalidRulesetException invalid) {
            throw new CommandException(
                    "The sheet does not fit in: " + invalid.mistakes().get(0) + "\nNothing was written.");
        }
    }

    private void write(Map<String, String> written, String extended) {
        try {
            for (Map.Entry<String, String> file : written.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                StandardOpenOption how = file.getKey().equals(extended)
                        ? StandardOpenOption.TRUNCATE_EXISTING
                        : StandardOpenOption.CREATE_NEW;
                Files.writeString(path, file.getValue(), StandardOpenOption.WRITE, how);
            }
        } catch (IOException unwritable) {
            throw new CommandException("A file cannot be written: " + unwritable.getMessage());
        }
    }

    private void tell(Map<String, String> written, boolean knownField) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, String> names = new LinkedHashMap<>();
            written.keySet()
                    .forEach(name -> names.put(
                            folder.resolve(name).toString(),
                            knownField && name.endsWith("field.yaml") ? "extended" : "new"));
            out.println(CommandFiles.json(new WrittenFiles(names)));
            return;
        }
        written.keySet()
                .forEach(name -> out.println((knownField && name.endsWith("field.yaml") ? "extended " : "new      ")
                        + folder.resolve(name)));
        out.println();
        out.println("What to do next:");
        out.println("  1. Put the standard's own codes and numbers in; every comment says what it stands above.");
        out.println("  2. check " + folder + " tells what is wrong and which numbers no case tries yet.");
        out.println("  3. test " + folder + " runs the cases; add one for each clause met and each just missed."
                + (knownField
                        ? "\n     Cases of the field's other sheets may reach the new level now, and then fail."
                        : ""));
        out.println(
                "  4. impact --draft " + folder + " --active … --candidates … tells for whom it changes something.");
    }
}
