package org.kentei.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.kentei.files.JarFiles;
import org.kentei.log.ServiceVersion;
import org.kentei.ruleset.Engine;

/** Which programs decide, as every answer and record names them. */
@ApplicationScoped
public class RunningVersion {

    private static final ServiceVersion CURRENT =
            new ServiceVersion("kentei " + version(), "drools " + Engine.version());

    public ServiceVersion service() {
        return CURRENT;
    }

    /** The programs of this build. */
    public static ServiceVersion current() {
        return CURRENT;
    }

    private static String version() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(JarFiles.text("version.properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return properties.getProperty("version");
    }
}
