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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.request.QueryParameters;
import org.kentei.log.Frontier;
import org.kentei.page.PageFrame;
import org.kentei.page.view.CheckpointView;
import org.kentei.page.view.LogRow;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.log.RecordLog;

/** The log for people. */
@Path("/log")
@Produces(MediaType.TEXT_HTML)
public class LogPages {

    private static final int ROWS = 50;
    private static final int CHECKPOINTS = 10;

    private final RecordLog log;
    private final Checkpoints checkpoints;

    public LogPages(RecordLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    @GET
    @AllowedRoles(Role.READ)
    @Operation(hidden = true)
    public Response log(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("log", () -> {
            QueryParameters query = new QueryParameters(uri, "before", PageFrame.LANGUAGE);
            Frontier frontier = log.frontier();
            int size = (int) Math.min(frontier.size(), Integer.MAX_VALUE);
            int before = Math.min(query.wholeNumber("before", 0, Integer.MAX_VALUE, size), size);
            int start = Math.max(0, before - ROWS);
            List<LogRow> rows = new ArrayList<>();
            log.entries(start, before - start).forEach(entry -> rows.add(LogRow.of(entry.index(), entry.entry())));
            Collections.reverse(rows);
            Map<String, Object> data = new HashMap<>();
            data.put("logSize", frontier.size());
            data.put("root", frontier.root().base64());
            data.put("publicKeys", checkpoints.keys());
            data.put(
                    "checkpoints",
                    checkpoints.latest(CHECKPOINTS).stream()
                            .map(CheckpointView::of)
                            .toList());
            data.put("rows", rows);
            data.put("older", start > 0 ? start : null);
            data.put("newer", before < size ? Math.min(size, before + ROWS) : null);
            return data;
        });
    }
}
