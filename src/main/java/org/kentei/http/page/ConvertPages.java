package org.kentei.http.page;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.ArrivingBody;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.request.UploadedFiles;
import org.kentei.http.response.Capacity;
import org.kentei.page.PageFrame;
import org.kentei.spreadsheet.SpreadsheetFault;
import org.kentei.spreadsheet.SpreadsheetReader;
import org.kentei.spreadsheet.SpreadsheetReader.Converted;
import org.kentei.spreadsheet.SpreadsheetTemplate;
import org.kentei.spreadsheet.Table;

/** The page on which a workforce kept in spreadsheets becomes candidates. Nothing of it is stored. */
@Path("/convert")
@Produces(MediaType.TEXT_HTML)
public class ConvertPages {

    /** The estimated memory to convert files, as a multiple of their bytes. */
    private static final long FOR_EACH_BYTE = 20;

    /** A page with more of them would not be read; the rest comes up when these are corrected. */
    private static final int MOST_SHOWN = 500;

    private static final String CSV = "text/csv;charset=UTF-8";

    private final ActiveRuleset rulesets;
    private final Capacity capacity;
    private final PageSession session;
    private final CurrentVertxRequest requests;

    public ConvertPages(ActiveRuleset rulesets, Capacity capacity, PageSession session, CurrentVertxRequest requests) {
        this.rulesets = rulesets;
        this.capacity = capacity;
        this.session = session;
        this.requests = requests;
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Operation(hidden = true)
    public Response form(@Context HttpHeaders headers, @Context UriInfo uri) {
        return new PageRequest(headers, uri).answer("convert", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            return shown(List.of());
        });
    }

    @GET
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Path("/{file}")
    @Operation(hidden = true)
    public Response template(@PathParam("file") String file, @Context HttpHeaders headers, @Context UriInfo uri) {
        byte[] template = Table.files().contains(file)
                ? SpreadsheetTemplate.files(rulesets.get().ruleset().vocabulary())
                        .get(file)
                : null;
        return template == null
                ? new PageRequest(headers, uri).answer("notice", () -> {
                    throw new ProblemException(ProblemType.NOT_FOUND.problem("There is no such file."));
                })
                : Response.ok(template)
                        .type(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                        .build();
    }

    @POST
    @AllowedRoles({Role.AUTHOR, Role.ASSESS})
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response convert(@Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        Converted converted;
        try (Capacity.Reserved place = capacity.stream()) {
            converted = converted(headers);
        } catch (RuntimeException refused) {
            return visit.answer("notice", () -> {
                throw refused;
            });
        }
        if (!converted.faults().isEmpty()) {
            return visit.answer(
                    Response.Status.BAD_REQUEST.getStatusCode(), "convert", () -> shown(converted.faults()));
        }
        return PageRequest.secured(Response.ok(String.join("\n", converted.candidates()) + "\n"))
                .type(BodyLimit.NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"candidates.ndjson\"")
                .build();
    }

    private Converted converted(HttpHeaders headers) {
        ArrivingBody body = ArrivingBody.of(requests.getCurrent());
        if (body == null) {
            throw new ProblemException(ProblemType.BAD_REQUEST.problem("The form is empty."));
        }
        UploadedFiles form = UploadedFiles.read(body, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        session.requireOwnForm(form.fields().get(PageSession.FIELD));
        long bytes =
                form.files().values().stream().mapToLong(file -> file.length).sum();
        try (Capacity.Reserved memory = capacity.memory(bytes * FOR_EACH_BYTE)) {
            return SpreadsheetReader.read(form.files(), rulesets.get().ruleset().vocabulary());
        }
    }

    private static Map<String, ?> shown(List<SpreadsheetFault> faults) {
        return Map.of(
                "files",
                Table.files(),
                "count",
                faults.size(),
                "faults",
                faults.subList(0, Math.min(faults.size(), MOST_SHOWN)));
    }
}
