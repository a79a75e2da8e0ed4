package org.kentei.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kentei.log.KeyType;
import org.kentei.log.VerifierKey;

/** Public keys as arguments of commands. */
final class PublicKeys {

    private PublicKeys() {}

    /**
     * Reads a key.
     *
     * @param argument the key itself, or the name of a file with it
     */
    static VerifierKey read(String argument, KeyType type) {
        try {
            boolean file = Files.isRegularFile(Path.of(argument));
            return VerifierKey.parse(file ? Files.readString(Path.of(argument)) : argument, type);
        } catch (IOException unreadable) {
            throw new CommandException("The file `" + argument + "` cannot be read.");
        } catch (IllegalArgumentException noKey) {
            throw new CommandException("`" + argument + "` is neither a file with a public key nor a public key: "
                    + noKey.getMessage() + ".");
        }
    }
}
