package org.kentei.ruleset;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The copy of the rules in the jar. */
public final class PackagedRules {

    private static final String FOLDER = "rules";

    private PackagedRules() {}

    /** Reads the copy. */
    public static RulesetFiles read() throws IOException {
        URL vocabulary = PackagedRules.class.getClassLoader().getResource(FOLDER + "/vocabulary.yaml");
        if (vocabulary == null) {
            throw new IOException("This build of Kentei contains no rules; set a folder with -Dkentei.rules=…");
        }
        try {
            URI uri = vocabulary.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return RulesetFiles.read(Objects.requireNonNull(Path.of(uri).getParent()));
            }
            String jar = uri.getRawSchemeSpecificPart().split("!/", 2)[0];
            try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar)), Map.of())) {
                return RulesetFiles.read(files.getPath(FOLDER));
            }
        } catch (URISyntaxException impossible) {
            throw new IOException("The rules in the jar cannot be found", impossible);
        }
    }
}
