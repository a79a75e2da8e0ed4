package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.kentei.files.FileFailure;
import org.kentei.format.RulesFormatter;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Formats the files of a rules folder. */
@Command(
        name = "fmt",
        description = {
            "Formats the rule and YAML files of a folder. It changes only spaces, line ends and indents.",
            "Exit code: 0; 1 if a file is not UTF-8, and with --check if one is not formatted; 2 for a wrong call."
        },
        mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {

    @Mixin
    private RulesFolderArgument rules;

    @Option(names = "--check", description = "Change no file; list the files that are not formatted.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RulesetFiles files = CommandFiles.rules(rules.folder());
        List<String> changed = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        boolean allUtf8 = true;
        for (String file : files.byName().keySet()) {
            String text = files.text(file);
            if (!Arrays.equals(
                    text.getBytes(StandardCharsets.UTF_8), files.byName().get(file))) {
                allUtf8 = false;
                out.println(rules.folder().resolve(file)
                        + ": is not valid UTF-8, so it was left as it is; save the file as UTF-8.");
                continue;
            }
            String formatted = RulesFormatter.of(file, text);
            if (RulesFormatter.knows(file) && !formatted.equals(text)) {
                changed.add(file);
                if (!check) {
                    write(rules.folder().resolve(file), formatted);
                }
            }
        }
        changed.forEach(file ->
                out.println(rules.folder().resolve(file) + (check ? ": is not formatted; run `kentei fmt`." : "")));
        out.println(
                changed.isEmpty()
                        ? allUtf8 ? "All files are formatted." : "All other files are formatted."
                        : TerminalText.count(changed.size(), "file") + (check ? " not formatted." : " formatted."));
        return allUtf8 && (!check || changed.isEmpty()) ? 0 : 1;
    }

    /** Replaces the whole file at once, so that a service that watches the folder never reads half of it. */
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
            throw new CommandException("`" + file + "` cannot be written: " + FileFailure.reason(unwritable));
        }
    }
}
