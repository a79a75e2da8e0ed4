package org.kentei.http.page;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.live.review.FourEyes;
import org.kentei.live.review.FourEyes.WaitingRevision;
import org.kentei.page.PageFrame;
import org.kentei.page.view.FileDifference;
import org.kentei.record.store.RulesetArchive;

/** The revision that waits until two people agreed to it, with the forms by which they do. */
@Path("/rulesets/waiting")
@Produces(MediaType.TEXT_HTML)
public class WaitingPages {

    private final FourEyes fourEyes;
    private final RulesetArchive archive;
    private final CurrentCaller callers;
    private final PageSession session;

    public WaitingPages(FourEyes fourEyes, RulesetArchive archive, CurrentCaller callers, PageSession session) {
        this.fourEyes = fourEyes;
        this.archive = archive;
        this.callers = callers;
        this.session = session;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(hidden = true)
    public Response waiting(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("waiting", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            Map<String, Object> data = new HashMap<>();
            data.put("fourEyes", fourEyes.enabled());
            WaitingRevision revision = fourEyes.waiting().orElse(null);
            data.put("waiting", revision);
            data.put("differences", revision == null ? List.of() : differences(revision));
            Caller caller = callers.get();
            boolean agrees = caller.has(Role.AUTHOR) && caller.authenticated();
            data.put("agrees", agrees);
            data.put(
                    "own",
                    revision != null
                            && caller.client() != null
                            && caller.client().equals(revision.proposedBy()));
            return data;
        });
    }

    private List<FileDifference> differences(WaitingRevision revision) {
        return archive.files(revision.replaces())
                .flatMap(before ->
                        fourEyes.files(revision.revision()).map(after -> FileDifference.between(before, after)))
                .orElse(List.of());
    }

    @POST
    @AllowedRoles(Role.AUTHOR)
    @Path("/propose")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response propose(
            @FormParam("revision") @Nullable String revision,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return decide(revision, formToken, headers, uri, fourEyes::propose);
    }

    @POST
    @AllowedRoles(Role.AUTHOR)
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response confirm(
            @FormParam("revision") @Nullable String revision,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return decide(revision, formToken, headers, uri, fourEyes::confirm);
    }

    @POST
    @AllowedRoles(Role.AUTHOR)
    @Path("/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response reject(
            @FormParam("revision") @Nullable String revision,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return decide(revision, formToken, headers, uri, fourEyes::reject);
    }

    private Response decide(
            @Nullable String revision,
            @Nullable String formToken,
            HttpHeaders headers,
            UriInfo uri,
            BiConsumer<String, Caller> decision) {
        try {
            session.requireOwnForm(formToken);
            decision.accept(revision == null ? "" : revision, callers.get());
        } catch (RuntimeException refused) {
            return new PageRequest(headers, uri).answer("notice", () -> {
                throw refused;
            });
        }
        return Response.seeOther(URI.create("/rulesets/waiting")).build();
    }
}
