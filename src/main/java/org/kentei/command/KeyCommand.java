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
                    "Makes a new key. The service takes it up within a minute, or when it starts; the old key signs that"
                            + " the new one took its place. Checkpoints of the old one stay verifiable.")
    int replace() {
        var next = new KeyFile(Settings.dataFolder()).prepareNext();
        spec.commandLine().getOut().println("A new key waits in `" + next + "`; the service will take it up.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
