package org.kentei.live.gate;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.kentei.files.PrivateFiles;
import org.kentei.hash.Hash;
import org.kentei.ruleset.Engine;

/**
 * The revisions that passed the gate without a failed case, in a file of the data folder. The gate comes to the same end for the same
 * files under the same build, so the service does not ask it again at its next start. Another build of Kentei, of Drools or
 * of Java has to check them itself.
 */
public final class PassedRevisions {

    private static final Logger LOG = Logger.getLogger(PassedRevisions.class);
    private static final int MOST_KEPT = 16;

    /** More than the file can have; a larger one is not ours. */
    private static final long MOST_BYTES = 10_000;

    private final Path file;
    private final Optional<String> build;

    /** @param build what was built, as its hash; empty where this is not known, and then no revision is remembered */
    public PassedRevisions(Path dataFolder, Optional<String> build) {
        this.file = dataFolder.resolve("passed-revisions");
        this.build = build;
    }

    /** Those of the build that runs. */
    public static PassedRevisions ofThisBuild(Path dataFolder) {
        return new PassedRevisions(dataFolder, thisBuild());
    }

    /** Whether this build has found nothing wrong with the revision. */
    public boolean contains(String revision) {
        return build.filter(known -> lines().contains(line(known, revision))).isPresent();
    }

    /** Remembers that this build found nothing wrong with the revision. */
    public void add(String revision) {
        if (build.isEmpty()) {
            return;
        }
        String line = line(build.get(), revision);
        List<String> kept = Stream.concat(Stream.of(line), lines().stream().filter(other -> !other.equals(line)))
                .limit(MOST_KEPT)
                .toList();
        try {
            PrivateFiles.writeWhole(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            LOG.warnf("`%s` cannot be written, so the next start checks the rules again: %s", file, refused);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) && Files.size(file) <= MOST_BYTES ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            LOG.warnf("`%s` cannot be read, so the rules are checked again: %s", file, unreadable);
            return List.of();
        }
    }

    private static String line(String build, String revision) {
        return build + " " + revision;
    }

    private static Optional<String> thisBuild() {
        CodeSource source = PassedRevisions.class.getProtectionDomain().getCodeSource();
        try {
            if (source == null
                    || !Files.isRegularFile(Path.of(source.getLocation().toURI()))) {
                return Optional.empty();
            }
            byte[] jar = Files.readAllBytes(Path.of(source.getLocation().toURI()));
            String others = Engine.version() + " " + Runtime.version();
            return Optional.of(
                    Hash.of(jar, others.getBytes(StandardCharsets.UTF_8)).hex());
        } catch (IOException | URISyntaxException | IllegalArgumentException unreadable) {
            LOG.debug("The program's own file cannot be read.", unreadable);
            return Optional.empty();
        }
    }
}
