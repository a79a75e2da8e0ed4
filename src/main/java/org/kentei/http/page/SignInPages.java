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
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.CredentialException;
import org.kentei.access.Credentials;
import org.kentei.access.Credentials.Identity;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.PageFrame;

/** Signs people in and out, who read pages with a browser. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInPages {

    private static final String START = "/";

    /** An address of this service: a path, and not the beginning of another host. */
    private static final Pattern OWN_ADDRESS = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}");

    private final Credentials credentials;
    private final PageSession session;

    public SignInPages(Credentials credentials, PageSession session) {
        this.credentials = credentials;
        this.session = session;
    }

    @GET
    @AllowedRoles({})
    @Path("/sign-in")
    @Operation(hidden = true)
    public Response form(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("sign-in", () -> {
            QueryParameters query = new QueryParameters(uri, "to", PageFrame.LANGUAGE);
            return form(query.text("to"), null);
        });
    }

    @POST
    @AllowedRoles({})
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @FormParam("credential") @Nullable String credential,
            @FormParam("to") @Nullable String to,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        Identity identity;
        try {
            session.requireOwnForm(formToken);
            identity = credentials.check(credential == null ? "" : credential.strip());
        } catch (CredentialException refused) {
            return visit.answer(
                    Response.Status.UNAUTHORIZED.getStatusCode(), "sign-in", () -> form(to, refused.getMessage()));
        } catch (RuntimeException failed) {
            return visit.answer("notice", () -> {
                throw failed;
            });
        }
        session.signIn(identity);
        return Response.seeOther(URI.create(own(to))).build();
    }

    @POST
    @AllowedRoles({})
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signOut(
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        try {
            session.requireOwnForm(formToken);
        } catch (RuntimeException foreign) {
            return new PageRequest(headers, uri).answer("notice", () -> {
                throw foreign;
            });
        }
        session.signOut();
        return Response.seeOther(URI.create("/sign-in")).build();
    }

    private static Map<String, ?> form(@Nullable String to, @Nullable String refusal) {
        Map<String, Object> data = new HashMap<>();
        data.put("to", own(to));
        data.put("refusal", refusal);
        return data;
    }

    private static String own(@Nullable String to) {
        String address = Objects.requireNonNullElse(to, START);
        return OWN_ADDRESS.matcher(address).matches() || address.equals(START) ? address : START;
    }
}
