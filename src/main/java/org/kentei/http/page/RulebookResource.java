package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.problem.Problem;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.page.PageTemplates;
import org.kentei.rulebook.Address;
import org.kentei.rulebook.Rulebook;
import org.kentei.rulebook.RulebookLinks;
import org.kentei.rulebook.RulebookPages;
import org.kentei.ruleset.Ruleset;

/** The rulebook of the active ruleset, for people. */
@Path("/rulebook")
@Produces(MediaType.TEXT_HTML)
public class RulebookResource {

    private static final int SEE_OTHER = 303;

    private final ActiveRuleset rulesets;

    /** The pages of the last requested revision. They are made again when another revision is active. */
    private volatile @Nullable RenderedRulebook printed;

    private record RenderedRulebook(Rulebook book, Map<String, String> pages) {}

    public RulebookResource(ActiveRuleset rulesets) {
        this.rulesets = rulesets;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(hidden = true)
    public Response index(@Context Request request, @Context HttpHeaders headers) {
        return page(Rulebook.INDEX, request, headers);
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/{page}")
    @Operation(hidden = true)
    public Response page(@PathParam("page") String page, @Context Request request, @Context HttpHeaders headers) {
        return answer(headers, now -> {
            String html = now.pages().get(page);
            if (html == null) {
                return refusal(ProblemType.NOT_FOUND, "The rulebook has no page `" + page + "`.", headers);
            }
            EntityTag tag = new EntityTag(now.book().revision() + "-" + Integer.toHexString(html.hashCode()));
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return decorated(unchanged == null ? Response.ok(html, html()) : unchanged)
                    .tag(tag)
                    .build();
        });
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/clause/{clause}")
    @Operation(hidden = true)
    public Response clause(@PathParam("clause") String clause, @Context HttpHeaders headers) {
        return answer(headers, now -> to(now.book().clause(clause), "clause", clause, headers));
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/rule/{rule}")
    @Operation(hidden = true)
    public Response rule(@PathParam("rule") String rule, @Context HttpHeaders headers) {
        return answer(headers, now -> to(now.book().rule(rule), "rule", rule, headers));
    }

    private Response answer(HttpHeaders headers, Function<RenderedRulebook, Response> answer) {
        if (!PageRequest.person(headers)) {
            return answer.apply(printed(rulesets.get().ruleset()));
        }
        return rulesets.find()
                .map(now -> answer.apply(printed(now.ruleset())))
                .orElseGet(() -> Response.fromResponse(refusal(
                                ProblemType.NOT_READY,
                                "The rules are still being checked. Try again in some seconds.",
                                headers))
                        .header(HttpHeaders.RETRY_AFTER, ProblemMappers.RETRY_AFTER_SECONDS)
                        .build());
    }

    private static Response to(Optional<Address> address, String word, String asked, HttpHeaders headers) {
        return address.map(found -> Response.status(SEE_OTHER)
                        .location(URI.create(RulebookLinks.SERVED.at(found)))
                        .build())
                .orElseGet(() -> refusal(
                        ProblemType.NOT_FOUND, "The active ruleset has no " + word + " `" + asked + "`.", headers));
    }

    private RenderedRulebook printed(Ruleset ruleset) {
        RenderedRulebook last = printed;
        if (last == null || !last.book().revision().equals(ruleset.revision())) {
            Rulebook book = Rulebook.of(ruleset.text());
            last = new RenderedRulebook(book, RulebookPages.write(book, RulebookLinks.SERVED));
            printed = last;
        }
        return last;
    }

    /** A problem, or a page for people. */
    private static Response refusal(ProblemType kind, String detail, HttpHeaders headers) {
        Problem problem = kind.problem(detail);
        if (!PageRequest.person(headers)) {
            throw new ProblemException(problem);
        }
        String page = PageTemplates.render(
                "notice",
                Map.of(
                        "heading", problem.title(),
                        "text", detail,
                        "home", RulebookLinks.SERVED.index(),
                        "stylesheet", RulebookLinks.SERVED.stylesheet()));
        return decorated(Response.status(problem.status()).entity(page).type(html()))
                .build();
    }

    private static Response.ResponseBuilder decorated(Response.ResponseBuilder answer) {
        return PageRequest.secured(answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static MediaType html() {
        return MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    }
}
