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
            "Writes a skeleton of a sheet with comments, and its first cases. For a new field it also writes the field.yaml.",
            "No file is overwritten. Exit code: 0, 1 if the sheet already exists, 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class NewSheetCommand implements Callable<Integer> {

    private static final Pattern CODE = Pattern.compile(Vocabulary.CODE);

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

    @Option(names = "--json", description = "Print the names of the files as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record WrittenFiles(Map<String, String> files) {}

    @Override
    public Integer call() {
        if (!CODE.matcher(field).matches() || !CODE.matcher(code).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "A code must be capitals, digits and underscores, and start with a letter.");
        }
        if (level < 1 || level > Sheet.HIGHEST_LEVEL) {
            throw new ParameterException(
                    spec.commandLine(), "A sheet's level must be 1 to " + Sheet.HIGHEST_LEVEL + ", not " + level + ".");
        }
        RulesetFiles files = CommandFiles.rules(folder);
        Vocabulary vocabulary = vocabulary(files);
        SpecialtyField known = vocabulary.field(field);
        SheetSkeleton skeleton = new SheetSkeleton(vocabulary, known, field, code, level);
        FieldFile fieldFile = known == null
                ? new FieldFile(FieldFile.in(folderName()), skeleton.fieldFile())
                : FieldFile.of(known, files);
        String taken = taken(vocabulary, known, files, fieldFile);
        if (taken != null) {
            spec.commandLine().getOut().println(taken + " Nothing was written.");
            return 1;
        }
        Map<String, String> written = new LinkedHashMap<>();
        written.put(
                fieldFile.name(),
                known == null
                        ? fieldFile.text()
                        : fieldFile.with(skeleton.sheetEntry(fieldFile.firstComplexityList(files))));
        written.put(fieldFile.folder() + code + ".drl", skeleton.rules());
        written.put(fieldFile.folder() + code + RulesetFiles.CASES_SUFFIX, skeleton.cases());
        requireValid(files, written);
        write(written, known != null ? fieldFile.name() : "");
        print(written, known != null);
        return 0;
    }

    private Vocabulary vocabulary(RulesetFiles files) {
        try {
            return RulesetCompiler.vocabulary(files);
        } catch (InvalidRulesetException invalid) {
            throw new CommandException("Fix these mistakes in the vocabulary first:\n"
                    + CommandFiles.located(folder, invalid.mistakes().get(0)));
        }
    }

    private String folderName() {
        return field.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable String taken(
            Vocabulary vocabulary, @Nullable SpecialtyField known, RulesetFiles files, FieldFile fieldFile) {
        Sheet same = vocabulary.sheet(code);
        if (same != null) {
            return "The sheet " + code + " already exists, in " + same.specialtyField() + ".";
        }
        if (known != null && known.sheets().stream().anyMatch(sheet -> sheet.level() == level)) {
            return "The field " + field + " already has a sheet for level " + level + ".";
        }
        for (String file : List.of(code + ".drl", code + RulesetFiles.CASES_SUFFIX)) {
            Path path = folder.resolve(fieldFile.folder() + file);
            if (Files.exists(path)) {
                return "The file " + path + " already exists.";
            }
        }
        return known == null && files.byName().containsKey(fieldFile.name())
                ? "The file " + folder.resolve(fieldFile.name()) + " already exists for another field."
                : null;
    }

    private static void requireValid(RulesetFiles files, Map<String, String> written) {
        SortedMap<String, byte[]> together = new TreeMap<>(files.byName());
        written.forEach((name, text) -> together.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            RulesetCompiler.vocabulary(new RulesetFiles(together));
        } catch (InvalidRulesetException invalid) {
            throw new CommandException(
                    "The sheet cannot be added: " + invalid.mistakes().get(0) + "\nNothing was written.");
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

    private void print(Map<String, String> written, boolean knownField) {
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
        out.println(
                "  1. Replace the codes and numbers with those of the standard. The comments say what each one is.");
        out.println("  2. `kentei check " + folder + "` reports mistakes, and the numbers that no case tests yet.");
        out.println("  3. `kentei test " + folder
                + "` runs the cases. Add one for each clause that is met and for each that is just missed."
                + (knownField ? "\n     Cases of the field's other sheets fail if they reach the new level." : ""));
        out.println(
                "  4. `kentei impact --draft " + folder + " --active … --candidates …` shows which candidates change.");
    }
}
