package org.kentei.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.request.SearchTime;
import org.kentei.http.response.ExportOperation;
import org.kentei.http.response.StreamedBody;
import org.kentei.record.search.AssessmentPage;
import org.kentei.record.search.AssessmentSearch;
import org.kentei.record.search.AssessmentSearch.FoundAssessment;

/** Finds assessments, page by page or all in one stream. */
@Path("/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments")
public class SearchResource {

    private static final int USUAL_PAGE = 50;

    private final AssessmentSearch search;
    private final SearchParameters parameters;
    private final ObjectMapper json;
    private final CurrentCaller callers;
    private final SearchTime time;

    public SearchResource(
            AssessmentSearch search,
            SearchParameters parameters,
            ObjectMapper json,
            CurrentCaller callers,
            SearchTime time) {
        this.time = time;
        this.callers = callers;
        this.search = search;
        this.parameters = parameters;
        this.json = json;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(
            operationId = "listAssessments",
            summary = "Find assessments, newest first",
            description = "Without a filter, all assessments are listed. With several filters, an assessment must "
                    + "match each. Send `nextCursor` with the same filters to get the next page. New assessments "
                    + "do not change the following pages. Erased assessments are found by `revision`, `client`, "
                    + "`from` and `to` only.")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The maximum number of assessments.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "" + AssessmentSearch.LONGEST_PAGE,
                            defaultValue = "" + USUAL_PAGE))
    @APIResponse(
            responseCode = "200",
            description = "A page of assessments.",
            content = @Content(schema = @Schema(implementation = AssessmentPage.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER, ProblemType.SEARCH_STOPPED})
    public AssessmentPage list(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri, with("cursor", "limit"));
        int limit = query.wholeNumber("limit", 1, AssessmentSearch.LONGEST_PAGE, USUAL_PAGE);
        return search.page(parameters.filter(query), query.text("cursor"), limit, time.limit());
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/export")
    @ExportOperation
    @Produces({ExportFormat.NDJSON_TYPE, ExportFormat.CSV_TYPE})
    @Operation(
            operationId = "exportAssessments",
            summary = "All assessments found, in one stream, newest first",
            description = "Accepts the filters of the search. NDJSON has a line for each assessment: its summary with "
                    + "its stored `result`, which is null after erasure. CSV has the summaries, with a column "
                    + "`level.…` for each specialty field; cells that a spreadsheet would take for a formula start "
                    + "with an apostrophe. Assessments that are added "
                    + "during the export are not in it. A complete export states its number of assessments: NDJSON "
                    + "in a last line `{\"end\":true,\"count\":…}`, CSV in the column `count` of its last line, "
                    + "which is empty in all other lines. An export that fails breaks the connection. A client "
                    + "that stops reading is disconnected. If the configured number of exports is running, the "
                    + "response is 503.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "The format. If omitted, it is chosen by `Accept`, else NDJSON.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"ndjson", "csv"}))
    @Parameter(
            name = "spreadsheet",
            in = ParameterIn.QUERY,
            description =
                    "If `true`, the CSV is for opening in a spreadsheet: it begins with a byte order mark, and ids "
                            + "that a spreadsheet would change into a number or a date are written as `=\"…\"`.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"true", "false"}))
    @APIResponse(
            responseCode = "200",
            description = "The assessments.",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name for the file.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = {
                @Content(mediaType = ExportFormat.NDJSON_TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = ExportFormat.CSV_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @PossibleProblems({ProblemType.INVALID_PARAMETER, ProblemType.SEARCH_STOPPED})
    public Response export(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters query = new QueryParameters(uri, with("format", "spreadsheet"));
        ExportFormat format = format(query.oneOf("format", List.of("ndjson", "csv")), headers);
        boolean spreadsheet = "true".equals(query.oneOf("spreadsheet", SearchParameters.BOOLEANS));
        if (spreadsheet && format != ExportFormat.CSV) {
            throw QueryParameters.refused("`spreadsheet` requires `format=csv`.");
        }
        ExportColumns columns = new ExportColumns(spreadsheet, parameters.specialtyFields());
        AssessmentSearch.ResultStream export =
                search.export(parameters.filter(query), format.withResults(), time.whileConnected());
        // read before the answer begins, so that what is wrong can still be said
        FoundAssessment first = export.next();
        BooleanSupplier accepted = callers.stillAccepted();
        StreamedBody body = out -> write(format, columns, first, export, accepted, out);
        return Response.ok(body)
                .type(format.mediaType() + (format == ExportFormat.CSV ? ";charset=UTF-8;header=present" : ""))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"assessments." + format.name().toLowerCase(Locale.ROOT) + "\"")
                .build();
    }

    private static ExportFormat format(@Nullable String given, HttpHeaders headers) {
        if (given != null) {
            return ExportFormat.valueOf(given.toUpperCase(Locale.ROOT));
        }
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            for (ExportFormat format : ExportFormat.values()) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return format;
                }
            }
        }
        return ExportFormat.NDJSON;
    }

    private void write(
            ExportFormat format,
            ExportColumns columns,
            @Nullable FoundAssessment first,
            AssessmentSearch.ResultStream export,
            BooleanSupplier accepted,
            OutputStream out)
            throws IOException {
        write(format.head(columns), out);
        long count = 0;
        FoundAssessment found = first;
        while (found != null) {
            if (!accepted.getAsBoolean()) {
                throw new IOException("The credential of an export ended before the export did.");
            }
            count++;
            FoundAssessment following = export.next();
            write(format.line(found, following == null ? count : null, columns, json), out);
            found = following;
        }
        write(format.end(count), out);
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] with(String... more) {
        return Stream.concat(SearchParameters.NAMES.stream(), Stream.of(more)).toArray(String[]::new);
    }
}
