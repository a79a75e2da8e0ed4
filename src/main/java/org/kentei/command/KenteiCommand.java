package org.kentei.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.kentei.assessment.RunningVersion;
import org.kentei.files.UnusableFileException;
import org.kentei.log.ServiceVersion;
import org.kentei.record.database.StoreUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** All commands of the desk. Each ends with 0 when all is well, 1 when it found something, 2 when it was called wrongly. */
@Command(
        name = "kentei",
        description = "Certifies the level of an IT professional. Without a command, the service starts.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CheckCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            FormatCommand.class,
            RulesCommand.class,
            ImpactCommand.class,
            NewSheetCommand.class,
            RulebookCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            EraseCommand.class,
            AssessCommand.class,
            ConvertCommand.class,
            IngestCommand.class,
            ProofCommand.class,
            KeysCommand.class,
            LogKeyCommand.class,
            MasterKeyCommand.class,
            WitnessCommand.class,
            GateCommand.class
        })
public final class KenteiCommand implements Runnable {

    /** Held here, since the log manager forgets the settings of loggers that nobody holds. */
    private static final Logger LOG = Logger.getLogger("");

    /** What picocli adds to a value that cannot be converted, such as to the id of an assessment. */
    private static final Pattern JAVA_REASON = Pattern.compile(" \\(java\\.[\\w.]+: .*\\)$", Pattern.DOTALL);

    static final String NEEDS_LOCALE = "names outside of ASCII need a locale such as LC_ALL=C.UTF-8";

    /** Types of Java in picocli's messages, and what people call them. */
    private static final Map<String, String> TYPES = Map.of(
            "interface java.nio.file.Path",
            "a path; " + NEEDS_LOCALE,
            "class java.time.LocalDate",
            "a day of the calendar such as 2026-03-31");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private KenteiCommand() {}

    /** Does what the arguments say, and returns the exit code. */
    public static int run(String... arguments) {
        LOG.setLevel(Level.OFF);
        return run(writer(System.out), writer(System.err), arguments);
    }

    /** Does what the arguments say, writing to these, and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        int code = withVersion(new CommandLine(new KenteiCommand()))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(KenteiCommand::wronglyCalled)
                .setExecutionExceptionHandler((failed, command, parsed) -> failed(failed, command))
                .execute(arguments);
        if (out.checkError()) {
            err.println("Not all of the output could be written.");
            code = ExitCode.USAGE;
        }
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** Every command has the option {@code --version}. */
    private static CommandLine withVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(() -> {
            ServiceVersion version = RunningVersion.current();
            return new String[] {version.version(), version.engine()};
        });
        command.getSubcommands().values().forEach(KenteiCommand::withVersion);
        return command;
    }

    private static int wronglyCalled(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(words(wrong));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("`" + command.getCommandSpec().qualifiedName() + " --help` tells how it is called.");
        return ExitCode.USAGE;
    }

    /** What is wrong with a call, without what only programmers know: indexes of arguments and types of Java. */
    private static String words(CommandLine.ParameterException wrong) {
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = "`" + unmatched.getUnmatched().get(0) + "`";
            return wrong.getCommandLine().getParent() == null
                    ? "There is no command " + first + "."
                    : "There are too many arguments, from " + first + " on.";
        }
        String words = JAVA_REASON
                .matcher(wrong.getMessage())
                .replaceFirst(".")
                .replace(" is not an int", " is not a whole number");
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            words = words.replace(type.getKey(), type.getValue());
        }
        return words;
    }

    private static int failed(Exception failed, CommandLine command) {
        // what is thrown for files has a message for people; only an error of the program needs its stack
        boolean explained = failed instanceof CommandException
                || failed instanceof StoreUnavailableException
                || failed instanceof UnusableFileException
                || failed instanceof UncheckedIOException;
        if (!explained) {
            failed.printStackTrace(command.getErr());
        }
        command.getErr().println(failed.getMessage());
        return ExitCode.USAGE;
    }

    static PrintWriter writer(PrintStream stream) {
        // it knows of a stream that failed, which it would not through another writer
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
