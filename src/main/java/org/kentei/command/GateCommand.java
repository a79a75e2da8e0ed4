package org.kentei.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kentei.live.gate.GateChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the service calls to have a revision checked in a process of its own; nothing for people. */
@Command(name = "gate", hidden = true, description = "Checks a revision for the service.")
final class GateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A folder that the service made.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        endWithTheService();
        System.out.println(GateChecks.run(folder));
        return 0;
    }

    /** The service holds the other end of the input; when that closes, nobody waits for the checks any more. */
    private static void endWithTheService() {
        Thread listener = new Thread(() -> {
            try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // as good as its end
            }
            Runtime.getRuntime().halt(1);
        });
        listener.setDaemon(true);
        listener.start();
    }
}
