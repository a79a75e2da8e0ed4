package org.kentei.command;

import org.kentei.record.audit.OpenRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replaces the key that wraps the keys of candidates. */
@Command(
        name = "master-key",
        mixinStandardHelpOptions = true,
        description = "The key that wraps the keys of candidates.")
final class MasterKeyCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a new master key, wraps the keys of all candidates under it, and destroys the old one. What"
                            + " copies of the database contain of erased candidates can then no longer be opened. An H2 file is"
                            + " written anew, so that it contains nothing that was deleted. Stop the"
                            + " service and all its instances first; then copy the new file to all instances.")
    int rotate() {
        try (OpenRecord record = Settings.record()) {
            record.replaceMasterKey();
        }
        // at once, since writing the file anew may fail
        spec.commandLine().getOut().println("The master key was replaced, and the old one destroyed.");
        spec.commandLine().getOut().flush();
        Settings.writeFileAnew();
        return 0;
    }
}
