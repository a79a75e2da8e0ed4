package org.kentei.http.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.assessment.LoadedRuleset;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.live.LiveRules;
import org.kentei.live.review.FourEyes;
import org.kentei.meaning.EditMeaning;
import org.kentei.page.PageFrame;
import org.kentei.page.view.FileDifference;
import org.kentei.page.view.RevisionHistory;
import org.kentei.record.overview.Overview;
import org.kentei.record.overview.Overview.LevelChange;
import org.kentei.record.overview.Overview.RevisionFigures;
import org.kentei.record.store.RulesetArchive;
import org.kentei.record.store.RulesetArchive.Activation;
import org.kentei.ruleset.RulesetFiles;

/** The revisions of the ruleset, and what differs between any two. */
@Path("/rulesets")
@Produces(MediaType.TEXT_HTML)
public class RulesetPages {

    private static final int CHANGES = 50;

    private final ActiveRuleset rulesets;
    private final RulesetArchive archive;
    private final EditMeanings meanings;
    private final Overview overview;
    private final CurrentCaller callers;
    private final FourEyes fourEyes;
    private final LiveRules live;

    public RulesetPages(
            ActiveRuleset rulesets,
            RulesetArchive archive,
            EditMeanings meanings,
            Overview overview,
            CurrentCaller callers,
            FourEyes fourEyes,
            LiveRules live) {
        this.live = live;
        this.fourEyes = fourEyes;
        this.overview = overview;
        this.callers = callers;
        this.rulesets = rulesets;
        this.archive = archive;
        this.meanings = meanings;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(hidden = true)
    public Response rulesets(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("rulesets", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            List<RevisionHistory> revisions = history();
            Collections.reverse(revisions);
            LoadedRuleset active = rulesets.get();
            return Map.of(
                    "revisions",
                    revisions,
                    "active",
                    active.ruleset().revision(),
                    "attempts",
                    live.latestAttempts().stream().map(AttemptView::of).toList(),
                    "waits",
                    fourEyes.waiting().isPresent());
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

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Path("/{revision}")
    @Operation(hidden = true)
    public Response revision(
            @PathParam("revision") String revision, @Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("ruleset", () -> {
            QueryParameters query = new QueryParameters(uri, "before", PageFrame.LANGUAGE);
            int before = query.wholeNumber("before", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
            List<RevisionHistory> revisions = history();
            int place =
                    revisions.stream().map(RevisionHistory::revision).toList().indexOf(revision);
            if (place < 0) {
                throw new ProblemException(
                        ProblemType.NOT_FOUND.problem("`" + revision + "` is not a revision that was active here."));
            }
            RevisionHistory earlier = place == 0 ? null : revisions.get(place - 1);
            List<LevelChange> changes =
                    callers.get().seesAllClients() ? overview.changes(revision, before, CHANGES + 1) : List.of();
            boolean more = changes.size() > CHANGES;
            Map<String, Object> data = new HashMap<>();
            data.put("one", revisions.get(place));
            data.put("active", rulesets.get().ruleset().revision().equals(revision));
            data.put("before", earlier);
            data.put("meaning", earlier == null ? null : meaning(earlier.revision(), revision));
            data.put(
                    "figures",
                    overview.figures().revisions().getOrDefault(revision, new RevisionFigures(new TreeMap<>(), 0, 0)));
            data.put("changes", more ? changes.subList(0, CHANGES) : changes);
            data.put("older", more ? changes.get(CHANGES - 1).position() : null);
            return data;
        });
    }

    /** Every revision that was active, and the active one, which may not be in the log yet. */
    private List<RevisionHistory> history() {
        LoadedRuleset active = rulesets.get();
        List<Activation> activations = new ArrayList<>(archive.activations());
        if (activations.stream()
                .noneMatch(one -> one.revision().equals(active.ruleset().revision()))) {
            activations.add(new Activation(active.ruleset().revision(), active.since()));
        }
        return RevisionHistory.of(activations);
    }

    private @Nullable EditMeaning meaning(String from, String to) {
        Optional<RulesetFiles> before = archive.files(from);
        Optional<RulesetFiles> after = archive.files(to);
        return before.isPresent() && after.isPresent() ? meanings.of(before.get(), after.get()) : null;
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
