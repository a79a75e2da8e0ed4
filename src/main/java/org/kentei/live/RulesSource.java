package org.kentei.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kentei.ruleset.PackagedRules;
import org.kentei.ruleset.RulesetFiles;

/**
 * Where the service's rules come from.
 *
 * @param folder the rules folder, which may change; none where the copy in the jar is used, which never does
 */
record RulesSource(Optional<Path> folder) {

    private static final Path WORKING_DIRECTORY_RULES = Path.of("rules");

    /** The folder that is named, else the folder {@code rules} where the service was started, else the jar's copy. */
    static RulesSource of(Optional<Path> named) {
        if (named.isPresent() || !Files.isDirectory(WORKING_DIRECTORY_RULES)) {
            return new RulesSource(named);
        }
        return new RulesSource(Optional.of(WORKING_DIRECTORY_RULES));
    }

    RulesetFiles read() throws IOException {
        if (folder.isEmpty()) {
            return PackagedRules.read();
        }
        if (!Files.isDirectory(folder.get())) {
            throw new IOException("The rules folder `" + folder.get() + "` is not there.");
        }
        return RulesetFiles.read(folder.get().toRealPath());
    }
}
