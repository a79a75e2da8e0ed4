package org.kentei.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.kentei.assessment.AssessmentResult.Service;
import org.kentei.ruleset.Engine;

/** Which programs decide, as every answer and record names them. */
@ApplicationScoped
public class ServiceVersion {

    private static final Service CURRENT = new Service("kentei " + version(), "drools " + Engine.version());

    public Service service() {
        return CURRENT;
    }

    /** The programs of this build. */
    public static Service current() {
        return CURRENT;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = ServiceVersion.class.getResourceAsStream("/version.properties")) {
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
