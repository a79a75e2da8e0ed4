package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.ApiKeys;
import org.kentei.access.Role;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.PageFrame;
import org.kentei.record.log.Checkpoints;

/** The API keys with what they allow and when they were used, and the public keys of the log. */
@Path("/keys")
@Produces(MediaType.TEXT_HTML)
public class KeyPages {

    private final ApiKeys keys;
    private final Checkpoints checkpoints;
    private final Clock clock;

    public KeyPages(ApiKeys keys, Checkpoints checkpoints, Clock clock) {
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @GET
    @AllowedRoles(Role.OPERATE)
    @Operation(hidden = true)
    public Response keys(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("keys", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            Instant now = clock.instant();
            return Map.of(
                    "rows",
                    keys.list().stream().map(key -> KeyRow.of(key, now)).toList(),
                    "publicKeys",
                    checkpoints.keys());
        });
    }
}
