package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.request.QueryParameters;
import org.kentei.page.Labels;
import org.kentei.page.PageFrame;
import org.kentei.page.view.OverviewView;
import org.kentei.page.view.RevisionHistory;
import org.kentei.record.overview.Overview;
import org.kentei.record.store.RulesetArchive;
import org.kentei.ruleset.Ruleset;

/** The figures over all candidates. */
@Path("/overview")
@Produces(MediaType.TEXT_HTML)
public class OverviewPages {

    private final ActiveRuleset rulesets;
    private final RulesetArchive archive;
    private final Overview overview;

    public OverviewPages(ActiveRuleset rulesets, RulesetArchive archive, Overview overview) {
        this.rulesets = rulesets;
        this.archive = archive;
        this.overview = overview;
    }

    @GET
    @AllowedRoles(Role.READ)
    @Operation(hidden = true)
    public Response overview(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("overview", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            Ruleset active = rulesets.get().ruleset();
            Labels labels = new Labels(active.vocabulary(), visit.language());
            return Map.of(
                    "view",
                    OverviewView.of(
                            overview.figures(),
                            overview.firings(active.revision()),
                            active,
                            RevisionHistory.of(archive.activations()),
                            labels));
        });
    }
}
