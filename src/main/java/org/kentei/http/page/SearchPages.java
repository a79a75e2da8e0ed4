package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.api.SearchParameters;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.PageFrame;
import org.kentei.page.view.SearchField;
import org.kentei.page.view.SearchRow;
import org.kentei.record.search.AssessmentPage;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.verdict.Status;
import org.kentei.vocabulary.CodeList;
import org.kentei.vocabulary.Criterion;

/** The page on which assessments are searched. */
@Path("/assessments")
@Produces(MediaType.TEXT_HTML)
public class SearchPages {

    private static final int ROWS = 50;

    private final AssessmentSearch search;
    private final SearchParameters parameters;
    private final ActiveRuleset rulesets;

    public SearchPages(AssessmentSearch search, SearchParameters parameters, ActiveRuleset rulesets) {
        this.search = search;
        this.parameters = parameters;
        this.rulesets = rulesets;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(hidden = true)
    public Response search(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("search", () -> {
            List<String> known = new ArrayList<>(SearchParameters.NAMES);
            known.add("cursor");
            known.add(PageFrame.LANGUAGE);
            QueryParameters query = QueryParameters.ofForm(uri, known.toArray(String[]::new));
            AssessmentPage page = search.page(parameters.filter(query), query.text("cursor"), ROWS);
            Map<String, Object> data = new HashMap<>();
            data.put(
                    "fields",
                    SearchParameters.NAMES.stream()
                            .map(name -> field(name, query))
                            .toList());
            data.put("found", SearchRow.of(page.items()));
            data.put("next", page.nextCursor());
            data.put("first", query.text("cursor") == null);
            return data;
        });
    }

    private SearchField field(String name, QueryParameters query) {
        String value = Objects.requireNonNullElse(query.text(name), "");
        return switch (name) {
            case "specialtyField" -> SearchField.choice(name, value, codes(CodeList.SPECIALTY_FIELDS, value));
            case "sheet" -> SearchField.choice(name, value, codes(CodeList.SHEETS, value));
            case "level" -> SearchField.choice(name, value, SearchParameters.LEVELS);
            case "criterion" -> SearchField.choice(name, value, SearchParameters.names(Criterion.values()));
            case "status" -> SearchField.choice(name, value, SearchParameters.names(Status.values()));
            case "candidateId" -> SearchField.text(name, "search", value, "");
            case "clause" -> SearchField.text(name, "text", value, "OM7.SIZE.A");
            case "from", "to" -> SearchField.text(name, "text", value, "2026-04-01T00:00:00Z");
            default -> SearchField.text(name, "text", value, "");
        };
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
