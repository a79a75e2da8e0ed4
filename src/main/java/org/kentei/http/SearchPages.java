package org.kentei.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.page.search.Found;
import org.kentei.page.search.SearchField;
import org.kentei.record.AssessmentStore;
import org.kentei.record.Page;

/** The page on which assessments are searched. */
@Path("/assessments")
@Produces(MediaType.TEXT_HTML)
public class SearchPages {

    private static final int ROWS = 50;

    private final AssessmentStore store;

    public SearchPages(AssessmentStore store) {
        this.store = store;
    }

    @GET
    @Operation(hidden = true)
    public Response search(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new Visit(headers, uri).answer("search", () -> {
            QueryParameters query = new QueryParameters(uri, "candidateId", "cursor", Visit.LANGUAGE);
            String candidateId = given(query, "candidateId");
            Page page = store.page(candidateId, given(query, "cursor"), ROWS);
            Map<String, Object> data = new HashMap<>();
            data.put("fields", List.of(
                    new SearchField("candidateId", "search", Objects.requireNonNullElse(candidateId, ""))));
            data.put("found", Found.of(page.items()));
            data.put("next", page.nextCursor());
            data.put("first", given(query, "cursor") == null);
            return data;
        });
    }

    /** A form sends what was left empty too. */
    private static @Nullable String given(QueryParameters query, String name) {
        String text = query.text(name);
        return text == null || text.isBlank() ? null : text;
    }
}
