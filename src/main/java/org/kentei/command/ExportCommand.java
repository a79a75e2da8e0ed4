package org.kentei.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kentei.record.audit.OpenRecord;
import org.kentei.record.audit.RecordExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Exports the whole record. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes the whole record into a folder, which `verify --export` verifies elsewhere. The documents are in"
                        + " clear there.")
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to create.")
    private Path folder;

    @Override
    public Integer call() {
        try (OpenRecord record = Settings.recordToRead()) {
            return record.with(evidence -> {
                try {
                    RecordExport.write(evidence, folder);
                    return 0;
                } catch (FileAlreadyExistsException there) {
                    throw new CommandException("`" + folder + "` exists already; name a folder that does not.");
                } catch (IOException refused) {
                    throw new CommandException(
                            "The folder `" + folder + "` cannot be written: " + refused.getMessage());
                }
            });
        }
    }
}
