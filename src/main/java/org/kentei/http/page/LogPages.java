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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.log.Frontier;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.page.PageFrame;
import org.kentei.page.view.CheckpointView;
import org.kentei.page.view.EntryCheck;
import org.kentei.page.view.LogRow;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.log.RecordLog;
import org.kentei.record.overview.EventKind;
import org.kentei.record.overview.Overview;

/** The log for people. */
@Path("/log")
@Produces(MediaType.TEXT_HTML)
public class LogPages {

    private static final int ROWS = 50;
    private static final int CHECKPOINTS = 10;
    private static final String CHECKPOINT = "checkpoint";

    private static final List<KindChoice> KINDS = Stream.of(
                    EventKind.ACTIVATION, EventKind.ERASURE, EventKind.KEY, EventKind.INGESTION)
            .map(kind -> new KindChoice(kind.code(), "events." + kind.code()))
            .toList();

    private final RecordLog log;
    private final Checkpoints checkpoints;
    private final Overview overview;
    private final CurrentCaller callers;

    public LogPages(RecordLog log, Checkpoints checkpoints, Overview overview, CurrentCaller callers) {
        this.callers = callers;
        this.log = log;
        this.checkpoints = checkpoints;
        this.overview = overview;
    }

    /** A type of entries to choose, with the key of its words. */
    private record KindChoice(String code, String word) {}

    private record Rows(
            List<LogRow> rows,
            @Nullable Integer older,
            @Nullable Integer newer) {}

    @GET
    @AllowedRoles(Role.READ)
    @Operation(hidden = true)
    public Response log(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("log", () -> {
            QueryParameters query = new QueryParameters(uri, "before", "kind", PageFrame.LANGUAGE);
            Frontier frontier = log.frontier();
            int size = (int) Math.min(frontier.size(), Integer.MAX_VALUE);
            int before = Math.min(query.wholeNumber("before", 0, Integer.MAX_VALUE, size), size);
            String kind = query.text("kind");
            Rows rows = kind == null ? all(before, size) : ofKind(kind(kind), before);
            Map<String, Object> data = new HashMap<>();
            data.put("logSize", frontier.size());
            data.put("root", frontier.root().base64());
            data.put("publicKeys", checkpoints.keys());
            data.put(
                    "checkpoints",
                    checkpoints.latest(CHECKPOINTS).stream()
                            .map(CheckpointView::of)
                            .toList());
            data.put("rows", rows.rows());
            data.put("older", rows.older());
            data.put("newer", rows.newer());
            data.put("kind", kind == null ? "" : kind);
            data.put("kinds", KINDS);
            data.put("seesKeys", callers.get().has(Role.OPERATE));
            return data;
        });
    }

    @GET
    @AllowedRoles(Role.READ)
    @Path("/entries/{index}")
    @Operation(hidden = true)
    public Response entry(@PathParam("index") String index, @Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("log-entry", () -> {
            QueryParameters query = new QueryParameters(uri, CHECKPOINT, PageFrame.LANGUAGE);
            long size = log.frontier().size();
            LogRow row = row(index, size);
            String given = query.text(CHECKPOINT);
            // a form sends each line break as two characters, and a note ends with one
            String note = given == null
                    ? checkpoints.covering(row.index())
                    : given.replace("\r\n", "\n").strip() + "\n";
            return Map.of(
                    "row",
                    row,
                    "last",
                    row.index() == size - 1,
                    "note",
                    note,
                    "steps",
                    EntryCheck.steps(
                            row, note, checkpoints.keys(), size, covered -> log.inclusion(row.index(), covered)));
        });
    }

    private LogRow row(String index, long size) {
        if (index.matches("\\d{1,18}") && Long.parseLong(index) < size) {
            List<StoredEntry> found = log.entries(Long.parseLong(index), 1);
            if (!found.isEmpty()) {
                return LogRow.of(found.get(0).index(), found.get(0).entry());
            }
        }
        throw new ProblemException(ProblemType.NOT_FOUND.problem("The log has no entry `" + index + "`."));
    }

    private Rows all(int before, int size) {
        int start = Math.max(0, before - ROWS);
        List<LogRow> rows = new ArrayList<>();
        log.entries(start, before - start).forEach(entry -> rows.add(LogRow.of(entry.index(), entry.entry())));
        Collections.reverse(rows);
        return new Rows(rows, start > 0 ? start : null, before < size ? Math.min(size, before + ROWS) : null);
    }

    private Rows ofKind(EventKind kind, int before) {
        List<LogRow> rows = new ArrayList<>();
        List<Long> indexes = overview.events(kind, before, ROWS + 1);
        for (long index : indexes.subList(0, Math.min(ROWS, indexes.size()))) {
            log.entries(index, 1).forEach(entry -> rows.add(LogRow.of(entry.index(), entry.entry())));
        }
        return new Rows(rows, indexes.size() > ROWS ? indexes.get(ROWS - 1).intValue() : null, null);
    }

    private static EventKind kind(String code) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_PARAMETER.problem("`kind` is not a type of entry: `" + code + "`.")));
    }
}
