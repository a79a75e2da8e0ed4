package org.kentei.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kentei.assessment.AssessmentResult.Service;
import org.kentei.ruleset.Engine;

/** Which programs decide, as every answer and record names them. */
@ApplicationScoped
public class ServiceVersion {

    private final Service service;

    public ServiceVersion(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.service = new Service("kentei " + version, "drools " + Engine.version());
    }

    public Service service() {
        return service;
    }
}
