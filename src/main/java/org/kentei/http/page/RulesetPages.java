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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.QueryParameters;
import org.kentei.meaning.EditMeaning;
import org.kentei.page.PageFrame;
import org.kentei.page.view.FileDifference;
import org.kentei.record.store.RulesetArchive;
import org.kentei.record.store.RulesetArchive.Activation;
import org.kentei.ruleset.RulesetFiles;

/** The revisions of the ruleset, and what differs between any two. */
@Path("/rulesets")
@Produces(MediaType.TEXT_HTML)
public class RulesetPages {

    private final ActiveRuleset rulesets;
    private final RulesetArchive archive;
    private final EditMeanings meanings;

    public RulesetPages(ActiveRuleset rulesets, RulesetArchive archive, EditMeanings meanings) {
        this.rulesets = rulesets;
        this.archive = archive;
        this.meanings = meanings;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(hidden = true)
    public Response rulesets(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("rulesets", () -> {
            Map<String, Activation> first = new LinkedHashMap<>();
            archive.activations().forEach(activation -> first.putIfAbsent(activation.revision(), activation));
            LoadedRuleset active = rulesets.get();
            first.putIfAbsent(
                    active.ruleset().revision(), new Activation(active.ruleset().revision(), active.since()));
            List<Activation> revisions = new ArrayList<>(first.values());
            Collections.reverse(revisions);
            return Map.of("revisions", revisions, "active", active.ruleset().revision());
        });
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/compare")
    @Operation(hidden = true)
    public Response compare(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("ruleset-differences", () -> {
            QueryParameters query = new QueryParameters(uri, "from", "to", PageFrame.LANGUAGE);
            RulesetFiles from = files(query, "from");
            RulesetFiles to = files(query, "to");
            Map<String, Object> data = new HashMap<>();
            data.put("from", from.revision());
            data.put("to", to.revision());
            data.put("differences", FileDifference.between(from, to));
            EditMeaning meaning = meanings.of(from, to);
            data.put("known", meaning != null);
            data.put("changesNoLevel", meaning != null && meaning.changesNoLevel());
            data.put("clauses", meaning == null ? List.of() : meaning.clauses());
            data.put("decidingNothing", meaning == null ? List.of() : meaning.decidingNothing());
            return data;
        });
    }

    private RulesetFiles files(QueryParameters query, String name) {
        String revision = query.text(name);
        RulesetFiles active = rulesets.get().ruleset().files();
        if (active.revision().equals(revision)) {
            return active;
        }
        return archive.files(revision == null ? "" : revision)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND.problem("`" + name + "` is not a revision that was active here.")));
    }
}
