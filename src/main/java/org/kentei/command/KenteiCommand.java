package org.kentei.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands of the desk. Each ends with 0 when all is well, 1 when it found something, 2 when it was called wrongly. */
@Command(
        name = "kentei",
        description = "Certifies the level of an IT professional. Without a command, the service starts.",
        mixinStandardHelpOptions = true,
        subcommands = {
            VerifyCommand.class, ExportCommand.class, ReplayCommand.class, EraseCommand.class, KeyCommand.class
        })
public final class KenteiCommand {

    private KenteiCommand() {}

    /** Does what the arguments say, and returns the exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new KenteiCommand())
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    line.getErr().println(thrown.getMessage());
                    line.getErr().flush();
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }
}
