package org.kentei.command;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument of commands that work on one rules folder. */
final class RulesFolderArgument {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "rules",
            description = "The rules folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    Path folder() {
        return folder;
    }
}
