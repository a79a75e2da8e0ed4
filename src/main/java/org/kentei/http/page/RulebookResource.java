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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.problem.ProblemMappers;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.Language;
import org.kentei.page.PageFrame;
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

    private static final String AS_OF = "asOf";

    private final ActiveRuleset rulesets;
    private final Clock clock;

    /** The pages as of today of the last requested revision, by language. On another day, or for another revision, they are new. */
    private final Map<Language, RenderedRulebook> printed = new ConcurrentHashMap<>();

    private record RenderedRulebook(Rulebook book, Map<String, String> pages) {}

    /** The rulebook that was asked for, with the day if one was named. */
    private record AskedRulebook(Ruleset ruleset, @Nullable LocalDate day, PageRequest visit) {}

    public RulebookResource(ActiveRuleset rulesets, Clock clock) {
        this.rulesets = rulesets;
        this.clock = clock;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(hidden = true)
    public Response index(@Context Request request, @Context HttpHeaders headers, @Context UriInfo uri) {
        return page(Rulebook.INDEX, request, headers, uri);
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/{page}")
    @Operation(hidden = true)
    public Response page(
            @PathParam("page") String page,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return answer(headers, uri, asked -> {
            Optional<String> html = asked.day() == null
                    ? Optional.ofNullable(today(asked).pages().get(page))
                    : RulebookPages.write(book(asked), links(asked), page);
            if (html.isEmpty()) {
                return refusal(asked.visit(), ProblemType.NOT_FOUND, "The rulebook has no page `" + page + "`.");
            }
            EntityTag tag = new EntityTag(asked.ruleset().revision() + "-"
                    + Integer.toHexString(html.get().hashCode()));
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return asked.visit()
                    .inLanguage(unchanged == null ? Response.ok(html.get()) : unchanged)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .tag(tag)
                    .build();
        });
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/clause/{clause}")
    @Operation(hidden = true)
    public Response clause(@PathParam("clause") String clause, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(headers, uri, asked -> to(book(asked).clause(clause), asked, "clause", clause));
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/rule/{rule}")
    @Operation(hidden = true)
    public Response rule(@PathParam("rule") String rule, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(headers, uri, asked -> to(book(asked).rule(rule), asked, "rule", rule));
    }

    private Response answer(HttpHeaders headers, UriInfo uri, Function<AskedRulebook, Response> answer) {
        PageRequest visit = new PageRequest(headers, uri);
        LocalDate day;
        try {
            day = QueryParameters.ofForm(uri, AS_OF, PageFrame.LANGUAGE).day(AS_OF);
        } catch (ProblemException refused) {
            return refusal(visit, refused);
        }
        if (!PageRequest.person(headers)) {
            return answer.apply(new AskedRulebook(rulesets.get().ruleset(), day, visit));
        }
        return rulesets.find()
                .map(now -> answer.apply(new AskedRulebook(now.ruleset(), day, visit)))
                .orElseGet(() -> Response.fromResponse(refusal(
                                visit,
                                ProblemType.NOT_READY,
                                "The rules are still being checked. Try again in some seconds."))
                        .header(HttpHeaders.RETRY_AFTER, ProblemMappers.RETRY_AFTER_SECONDS)
                        .build());
    }

    private static Response to(Optional<Address> address, AskedRulebook asked, String word, String name) {
        return address.map(found -> Response.status(SEE_OTHER)
                        .location(URI.create(links(asked).at(found)))
                        .build())
                .orElseGet(() -> refusal(
                        asked.visit(),
                        ProblemType.NOT_FOUND,
                        "The active ruleset has no " + word + " `" + name + "`."));
    }

    private static RulebookLinks links(AskedRulebook asked) {
        return asked.day() == null ? RulebookLinks.SERVED : RulebookLinks.served(asked.day());
    }

    private Rulebook book(AskedRulebook asked) {
        return asked.day() == null
                ? today(asked).book()
                : Rulebook.of(asked.ruleset().text(), asked.day(), asked.visit().language());
    }

    private RenderedRulebook today(AskedRulebook asked) {
        LocalDate today = LocalDate.now(clock);
        Ruleset ruleset = asked.ruleset();
        Language language = asked.visit().language();
        RenderedRulebook last = printed.get(language);
        if (last == null
                || !last.book().revision().equals(ruleset.revision())
                || !last.book().asOf().equals(today)) {
            Rulebook book = Rulebook.of(ruleset.text(), today, language);
            last = new RenderedRulebook(book, RulebookPages.write(book, RulebookLinks.SERVED));
            printed.put(language, last);
        }
        return last;
    }

    /** A problem, or a page for people. */
    private static Response refusal(PageRequest visit, ProblemType kind, String detail) {
        return refusal(visit, new ProblemException(kind.problem(detail)));
    }

    private static Response refusal(PageRequest visit, ProblemException refused) {
        return visit.answer("notice", () -> {
            throw refused;
        });
    }
}
