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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.Decision;
import org.kentei.candidate.CandidateLimits;
import org.kentei.candidate.Fault;
import org.kentei.candidate.InvalidCandidateException;
import org.kentei.http.api.Trials;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.FaultSentence;
import org.kentei.page.Labels;
import org.kentei.page.PageFrame;
import org.kentei.page.view.AssessmentDocuments;
import org.kentei.page.view.Example;
import org.kentei.page.view.RuleSources;
import org.kentei.page.view.SearchRow;
import org.kentei.page.view.VerdictView;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.SearchFilter;
import org.kentei.ruleset.Ruleset;

/** The start page, and the verdict on a candidate that is not stored. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class StartPages {

    private static final int LATEST = 8;
    private static final String EXAMPLE = "example";

    private final ActiveRuleset rulesets;
    private final Trials trials;
    private final AssessmentSearch search;
    private final CurrentCaller callers;
    private final PageSession session;

    public StartPages(
            ActiveRuleset rulesets,
            Trials trials,
            AssessmentSearch search,
            CurrentCaller callers,
            PageSession session) {
        this.callers = callers;
        this.session = session;
        this.rulesets = rulesets;
        this.trials = trials;
        this.search = search;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ, Role.AUTHOR, Role.ERASE, Role.OPERATE})
    @Operation(hidden = true)
    public Response start(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("start", () -> {
            Example example = Example.of(new QueryParameters(uri, EXAMPLE, PageFrame.LANGUAGE).text(EXAMPLE));
            return start(visit, example.code(), example.json(), List.of());
        });
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Path("/try")
    @Operation(hidden = true)
    public Response noTrial() {
        return Response.seeOther(URI.create("/#try")).build();
    }

    @POST
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Path("/try")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response tryCandidate(
            @FormParam("candidate") @Nullable String candidate,
            @FormParam(PageSession.FIELD) @Nullable String formToken,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        // a form sends each line break as two characters
        String text = candidate == null ? "" : candidate.replace("\r\n", "\n");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (body.length > CandidateLimits.BODY_BYTES) {
            return visit.answer("start", () -> {
                throw new ProblemException(BodyLimit.PROBLEM);
            });
        }
        try {
            return visit.answer("verdict", () -> {
                session.requireOwnForm(formToken);
                return trial(visit, body);
            });
        } catch (InvalidCandidateException invalid) {
            return visit.answer(
                    Response.Status.BAD_REQUEST.getStatusCode(),
                    "start",
                    () -> start(visit, "", text, said(invalid.faults(), visit)));
        }
    }

    private Map<String, ?> trial(PageRequest visit, byte[] body) {
        Ruleset ruleset = rulesets.get().ruleset();
        Decision decided = trials.decide(body);
        Labels labels = new Labels(ruleset.vocabulary(), visit.language());
        AssessmentDocuments documents = AssessmentDocuments.read(
                decided.result(),
                new ByteArrayInputStream(decided.firingRecord().getBytes(StandardCharsets.UTF_8)),
                1);
        return Map.of(
                "trial",
                true,
                "otherRules",
                false,
                "view",
                VerdictView.of(documents, RuleSources.of(ruleset.files()), labels, visit.language()));
    }

    private static List<Fault> said(List<Fault> faults, PageRequest visit) {
        FaultSentence sentences = new FaultSentence(visit.language());
        return faults.stream()
                .map(fault -> new Fault(fault.pointer(), sentences.of(fault.detail())))
                .toList();
    }

    private List<SearchRow> latest(Caller caller, Labels labels) {
        if (caller.seesAllClients()) {
            return latest(SearchFilter.ALL, labels);
        }
        return caller.has(Role.ASSESS) && caller.client() != null
                ? latest(SearchFilter.ALL.ofClient(caller.client()), labels)
                : List.of();
    }

    private List<SearchRow> latest(SearchFilter filter, Labels labels) {
        return SearchRow.of(search.page(filter, null, LATEST).items(), labels);
    }

    private Map<String, ?> start(PageRequest visit, String example, String text, List<Fault> faults) {
        Map<String, Object> data = new HashMap<>();
        data.put("active", rulesets.find().orElse(null));
        data.put(
                "latest",
                latest(
                        callers.get(),
                        new Labels(
                                rulesets.find()
                                        .map(active -> active.ruleset().vocabulary())
                                        .orElse(null),
                                visit.language())));
        data.put("examples", List.of(Example.values()));
        data.put(EXAMPLE, example);
        data.put("text", text);
        data.put("faults", faults);
        return data;
    }
}
