package org.kentei.ruleset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where rules are read from.
 *
 * @param folder the rules folder, which may change; empty for the copy in the jar, which never changes
 */
public record RulesSource(Optional<Path> folder) {

    private static final Path WORKING_DIRECTORY_RULES = Path.of("rules");

    /** The named folder; or else the folder {@code rules} in the working directory; or else the copy in the jar. */
    public static RulesSource of(Optional<Path> named) {
        if (named.isPresent() || !Files.isDirectory(WORKING_DIRECTORY_RULES)) {
            return new RulesSource(named);
        }
        return new RulesSource(Optional.of(WORKING_DIRECTORY_RULES));
    }

    /** Reads the rules, which takes their folder as it is now. */
    public RulesetFiles read() throws IOException {
        if (folder.isEmpty()) {
            return PackagedRules.read();
        }
        if (!Files.isDirectory(folder.get())) {
            throw new IOException("The rules folder `" + folder.get() + "` does not exist.");
        }
        return RulesetFiles.read(folder.get().toRealPath());
    }
}
