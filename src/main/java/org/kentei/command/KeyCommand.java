package org.kentei.command;

import org.kentei.record.log.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks after the key that signs the log. */
@Command(name = "key", mixinStandardHelpOptions = true, description = "The key that signs the log.")
final class KeyCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "replace",
            mixinStandardHelpOptions = true,
            description =
                    "Creates a new key. The service replaces its key within a minute, or when it starts. The old key signs the entry"
                            + " that names the new one. Checkpoints of the old key stay verifiable.")
    int replace() {
        var next = new KeyFile(Settings.dataFolder()).prepareNext();
        spec.commandLine().getOut().println("A new key was created in `" + next + "`; the service will use it soon.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
