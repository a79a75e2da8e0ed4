package org.kentei.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.kentei.files.UnusableFileException;
import org.kentei.log.KeyType;
import org.kentei.witness.Witness;
import org.kentei.witness.WitnessServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a witness. */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a witness of logs: it cosigns their checkpoints, and refuses one that does not continue those before.",
            "Run it where the operator of the log has no access. It makes its key in the folder at the first start."
        })
final class WitnessCommand implements Callable<Integer> {

    private static final int LARGEST_PORT = 65_535;

    @Parameters(paramLabel = "DIR", description = "The folder with its key and with the newest checkpoints.")
    private Path folder;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY",
            description = "A public key of a log (`name+id+base64`, or a file with it); may be given several times.")
    private List<String> logs;

    @Option(names = "--name", description = "The name of a new witness, such as `witness.example.com/kentei`.")
    private @Nullable String name;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "Where to listen. Default: ${DEFAULT-VALUE}.")
    private String address;

    @Option(
            names = "--port",
            defaultValue = "8090",
            description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (port < 0 || port > LARGEST_PORT) {
            throw new CommandException("`" + port + "` is not a port.");
        }
        try (Witness witness = Witness.open(
                        folder,
                        Optional.ofNullable(name),
                        logs.stream()
                                .map(log -> PublicKeys.read(log, KeyType.LOG))
                                .toList(),
                        Clock.systemUTC());
                WitnessServer server = WitnessServer.start(witness, new InetSocketAddress(address, port), failed -> {
                    err.println("The folder `" + folder + "` cannot be read or written: " + failed.getMessage());
                    err.flush();
                })) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The public key of this witness: " + witness.verifier());
            out.println("It listens on http://" + address + ":" + server.port() + "/");
            out.flush();
            waitForEnd();
            return 0;
        } catch (IOException | IllegalArgumentException | UnusableFileException refused) {
            throw new CommandException("The witness cannot start: " + refused.getMessage());
        }
    }

    /** Returns when the process is asked to end, and lets it end only when the witness is closed. */
    private static void waitForEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                command.join(5000);
            } catch (InterruptedException atOnce) {
                Thread.currentThread().interrupt();
            }
        }));
        asked.await();
    }
}
