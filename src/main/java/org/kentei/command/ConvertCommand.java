package org.kentei.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kentei.files.FileFailure;
import org.kentei.files.PrivateFiles;
import org.kentei.spreadsheet.SpreadsheetFault;
import org.kentei.spreadsheet.SpreadsheetReader;
import org.kentei.spreadsheet.SpreadsheetReader.Converted;
import org.kentei.spreadsheet.SpreadsheetTemplate;
import org.kentei.spreadsheet.Table;
import org.kentei.vocabulary.Vocabulary;
import org.kentei.vocabulary.VocabularyReader;
import org.kentei.vocabulary.VocabularyReader.InvalidVocabularyException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes candidates of spreadsheets that were saved as CSV. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Converts spreadsheets, saved as CSV files in one folder, to candidates: NDJSON, one candidate a line.",
            "Names every fault by file, line and column, and writes nothing then.",
            "Ends with 0, 1 when there are faults, 2 when called wrongly."
        })
final class ConvertCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Action action;

    private static final class Action {

        @Parameters(
                index = "0",
                paramLabel = "FOLDER",
                description = "The folder with candidates.csv, projects.csv, specialties.csv, contributions.csv,"
                        + " developments.csv and examinations.csv.")
        private @Nullable Path folder;

        @Option(
                names = "--template",
                paramLabel = "DIR",
                description = "Write the empty files into DIR, with a line that explains each column.")
        private @Nullable Path template;
    }

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write (default: standard output).")
    private @Nullable Path out;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "The rules folder, whose vocabulary has the codes (default: ${DEFAULT-VALUE}).")
    private Path rules;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            return action.template == null
                    ? convert(Objects.requireNonNull(action.folder))
                    : writeTemplate(action.template);
        } catch (FileAlreadyExistsException there) {
            throw new CommandException("`" + there.getFile() + "` exists already; nothing was overwritten.");
        } catch (IOException failed) {
            throw new CommandException("A file cannot be read or written: " + FileFailure.reason(failed));
        }
    }

    private int writeTemplate(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file :
                SpreadsheetTemplate.files(vocabulary()).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        spec.commandLine()
                .getOut()
                .println("Wrote " + String.join(", ", Table.files()) + " into `" + folder
                        + "`. The second line of each explains its columns.");
        return 0;
    }

    private int convert(Path folder) throws IOException {
        Converted converted = SpreadsheetReader.read(files(folder), vocabulary());
        if (!converted.faults().isEmpty()) {
            report(folder, converted.faults());
            return 1;
        }
        if (out == null) {
            PrintWriter lines = spec.commandLine().getOut();
            converted.candidates().forEach(line -> lines.print(line + "\n"));
            lines.flush();
            return 0;
        }
        try (BufferedWriter lines = Files.newBufferedWriter(PrivateFiles.makeFile(out))) {
            for (String line : converted.candidates()) {
                lines.write(line + "\n");
            }
        }
        spec.commandLine()
                .getErr()
                .println(TerminalText.count(converted.candidates().size(), "candidate") + " written to `" + out + "`.");
        return 0;
    }

    /** On the other channel, since candidates go to standard output. */
    private void report(Path folder, List<SpreadsheetFault> faults) {
        PrintWriter err = spec.commandLine().getErr();
        faults.forEach(fault -> err.println(folder + "/" + fault));
        String files = faults.stream().map(SpreadsheetFault::file).distinct().collect(Collectors.joining(", "));
        err.println(TerminalText.count(faults.size(), "fault") + " in " + files + "; nothing was written.");
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("`" + folder + "` is not a folder.");
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.csv")) {
            for (Path file : entries) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private Vocabulary vocabulary() {
        try {
            return VocabularyReader.read(CommandFiles.rulesOf("--rules", rules).byName());
        } catch (InvalidVocabularyException invalid) {
            throw new CommandException("The vocabulary in `" + rules + "` cannot be used:\n"
                    + invalid.mistakes().stream()
                            .map(mistake -> CommandFiles.located(rules, mistake))
                            .collect(Collectors.joining("\n")));
        }
    }
}
