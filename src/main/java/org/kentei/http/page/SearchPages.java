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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.api.SearchParameters;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.request.SearchTime;
import org.kentei.page.Labels;
import org.kentei.page.PageFrame;
import org.kentei.page.view.SearchRow;
import org.kentei.record.search.AssessmentPage;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.vocabulary.CodeList;

/** The page on which assessments are searched. */
@Path("/assessments")
@Produces(MediaType.TEXT_HTML)
public class SearchPages {

    private static final int ROWS = 50;

    private final AssessmentSearch search;
    private final SearchParameters parameters;
    private final ActiveRuleset rulesets;
    private final SearchTime time;
    private final Clock clock;

    public SearchPages(
            AssessmentSearch search,
            SearchParameters parameters,
            ActiveRuleset rulesets,
            SearchTime time,
            Clock clock) {
        this.time = time;
        this.clock = clock;
        this.search = search;
        this.parameters = parameters;
        this.rulesets = rulesets;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(hidden = true)
    public Response search(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        AtomicBoolean refused = new AtomicBoolean();
        Response answer = visit.answer("search", () -> {
            List<String> known = new ArrayList<>(SearchParameters.NAMES);
            known.add("cursor");
            known.add(PageFrame.LANGUAGE);
            QueryParameters query = QueryParameters.ofForm(uri, known.toArray(String[]::new));
            SearchForm form = new SearchForm(query, this::codes, labels(visit), visit.language());
            try {
                AssessmentPage page = search.page(parameters.filter(query), query.text("cursor"), ROWS, time.limit());
                Map<String, Object> data = form.data(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
                data.put("found", SearchRow.of(page.items(), labels(visit)));
                data.put("count", page.count());
                data.put("next", page.nextCursor());
                data.put("first", query.text("cursor") == null);
                return data;
            } catch (ProblemException wrong) {
                refused.set(true);
                form.refuse(wrong.problem().detail());
                Map<String, Object> data = form.data(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
                data.put("found", List.of());
                data.put("count", null);
                return data;
            }
        });
        return refused.get()
                ? Response.fromResponse(answer)
                        .status(Response.Status.BAD_REQUEST)
                        .build()
                : answer;
    }

    private Labels labels(PageRequest visit) {
        return new Labels(
                rulesets.find().map(active -> active.ruleset().vocabulary()).orElse(null), visit.language());
    }

    /** The current codes and the given one, which may be of an earlier revision. */
    private List<String> codes(CodeList list, String given) {
        Stream<String> now =
                rulesets.find().stream().flatMap(active -> active.ruleset().vocabulary().codes(list).stream());
        return Stream.concat(now, Stream.of(given))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }
}
