package org.kentei.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.Routes;

/**
 * The base of comparison of the benchmarks, and in no build but theirs: reads a candidate as the service does, and answers as
 * many bytes as a result has. It decides and stores nothing.
 */
@Path("/bench/base")
public class BaseResource {

    private static final int RESULT_BYTES = 16_000;

    private final ActiveRuleset rulesets;
    private final Clock clock;
    private final String answer = String.join("", Collections.nCopies(RESULT_BYTES, "x"));

    public BaseResource(ActiveRuleset rulesets, Clock clock) {
        this.rulesets = rulesets;
        this.clock = clock;
    }

    @POST
    @AllowedRoles(Role.ASSESS)
    @Consumes(MediaType.APPLICATION_JSON)
    @jakarta.ws.rs.Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public String answer(InputStream body) {
        rulesets.get().reader().at(clock.instant()).read(BodyLimit.read(body));
        return answer;
    }

    /** The routes of the service with this one. */
    static class BenchmarkRoutes {

        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Routes routes() {
            List<Class<?>> all = Stream.concat(Resources.ALL.stream(), Stream.<Class<?>>of(BaseResource.class))
                    .toList();
            return new Routes(all);
        }
    }
}
