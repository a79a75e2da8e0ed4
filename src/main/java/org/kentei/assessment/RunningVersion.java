package org.kentei.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
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
        try (InputStream file = RunningVersion.class.getResourceAsStream("/version.properties")) {
            if (file == null) {
                throw new IllegalStateException("This build of Kentei lacks its version");
            }
            properties.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }
}
