package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kentei.format.RulesFormatter;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lays out the files of a rules folder. */
@Command(
        name = "fmt",
        description = {
            "Lays out the rule and YAML files of a folder: blanks, line ends and indents, and never a word.",
            "Ends with 0 when all files are laid out, with --check 1 when one is not, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "rules",
            description = "The folder of the rules (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--check", description = "Write nothing; name the files that are not laid out.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RulesetFiles files = CommandFiles.rules(folder);
        List<String> changed = new ArrayList<>();
        for (String file : files.byName().keySet()) {
            String text = files.text(file);
            String laidOut = RulesFormatter.of(file, text);
            if (RulesFormatter.knows(file) && !laidOut.equals(text)) {
                changed.add(file);
                if (!check) {
                    write(folder.resolve(file), laidOut);
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        changed.forEach(
                file -> out.println(folder.resolve(file) + (check ? ": is not laid out; `kentei fmt` does it." : "")));
        out.println(
                changed.isEmpty()
                        ? "All files are laid out."
                        : TerminalText.count(changed.size(), "file") + (check ? " to lay out." : " laid out."));
        return check && !changed.isEmpty() ? 1 : 0;
    }

    /** The file is replaced as a whole, so that a service that watches the folder never sees half of it. */
    private static void write(Path file, String text) {
        try {
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".kentei-fmt", ".tmp");
            try {
                Files.writeString(beside, text, StandardCharsets.UTF_8);
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException unwritable) {
            throw new CommandException("`" + file + "` cannot be written: " + unwritable.getMessage());
        }
    }
}
