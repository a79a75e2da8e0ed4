package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kentei.ruleset.RulesetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands for the revisions in the record. */
@Command(
        name = "rules",
        description = "Commands for the revisions of the rules in the record.",
        mixinStandardHelpOptions = true,
        subcommands = {RulesCommand.Get.class, ChangelogCommand.class})
final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Specify a command: `rules get REVISION --out DIR` or `rules changelog`.");
    }

    /** Writes a revision into a folder. */
    @Command(
            name = "get",
            description = {
                "Writes the files of a revision that was active into a new folder. The record is configured as for the"
                        + " service: -Dkentei.store.url, KENTEI_STORE_URL or config/application.properties.",
                "To activate it again, put the files into the rules folder of the service, as with any edit.",
                "Exit code: 0, or 2 if it cannot be written."
            },
            mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "REVISION", description = "The revision, or at least the first 8 characters of it.")
        private String revision;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                required = true,
                description = "The folder to write; it must be empty or must not exist.")
        private Path folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            RulesetFiles files = Revisions.recorded(revision);
            try {
                write(files, folder);
            } catch (IOException unwritable) {
                throw new CommandException("`" + folder + "` cannot be written: " + unwritable.getMessage());
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(TerminalText.count(files.byName().size(), "file") + " of revision " + files.revision()
                    + " written to " + folder + ".");
            return 0;
        }

        /** File names come from the record, which may have been changed. None may lead out of the folder. */
        static void write(RulesetFiles files, Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> there = Files.list(folder)) {
                    if (there.findAny().isPresent()) {
                        throw new CommandException("`" + folder + "` is not empty; nothing was written.");
                    }
                }
            }
            Path root = folder.toAbsolutePath().normalize();
            for (String name : files.byName().keySet()) {
                Path file = name.indexOf('\0') >= 0 ? root : root.resolve(name).normalize();
                if (!file.startsWith(root) || file.equals(root) || Path.of(name).isAbsolute() || name.contains("\\")) {
                    throw new CommandException("The revision has a file `" + name.replaceAll("\\p{C}", "?")
                            + "`, which is outside of the folder; nothing was written.");
                }
            }
            for (Map.Entry<String, byte[]> file : files.byName().entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }
}
