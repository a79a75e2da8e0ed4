package org.kentei.command;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.kentei.log.Frontier;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.log.AppendKeyFile;
import org.kentei.record.log.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replaces the key that signs the log, and the key that seals its entries. */
@Command(name = "log-key", mixinStandardHelpOptions = true, description = "The keys of the log.")
final class LogKeyCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description =
                    "Accepts the log as it is now, and makes a new append key. Use it when the key is lost, when a backup"
                            + " was restored, or when `verify` explained an entry that the service refuses to sign."
                            + " Stop the service first; then copy the new file to all instances.")
    int accept() {
        SmallRyeConfig config = Settings.config();
        AppendKeyFile file = new AppendKeyFile(
                Settings.dataFolder(), config.getOptionalValue(AppendKeyFile.SETTING, Path.class), Clock.systemUTC());
        try (OpenRecord record = Settings.recordToRead()) {
            Frontier state = record.log().frontier();
            Path made = file.accept(state);
            PrintWriter out = spec.commandLine().getOut();
            out.printf("The %d entries of the log are accepted. The new append key is in `%s`.%n", state.size(), made);
            out.flush();
        }
        return 0;
    }

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
