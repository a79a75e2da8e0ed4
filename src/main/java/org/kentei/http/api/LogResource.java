package org.kentei.http.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.hash.Hash;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.QueryParameters;
import org.kentei.log.verify.RecordSnapshot.StoredEntry;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.log.RecordLog;

/** The log that proves the record. */
@Path("/v1/log")
@Tag(name = "Log", description = "The append-only log that proves the record: checkpoints, entries and proofs.")
public class LogResource {

    private static final int USUAL_ENTRIES = 100;

    private final RecordLog log;
    private final Checkpoints checkpoints;

    public LogResource(RecordLog log, Checkpoints checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** A proof that the log only grew. */
    @Schema(description = "A proof that the log was only appended to (RFC 9162, 2.1.4).")
    public record ConsistencyProof(
            @Schema(description = "The smaller size, in entries.")
            long from,

            @Schema(description = "The larger size, in entries.")
            long to,

            @Schema(description = "The hashes of the proof, in base64.")
            List<String> proof) {}

    /** Entries of the log. */
    @Schema(description = "Consecutive entries of the log.")
    public record LogEntries(
            @Schema(description = "The index of the first one.")
            long start,

            @Schema(description = "The entries as canonical JSON (RFC 8785). Their bytes are the leaves of the tree.")
            List<String> entries) {}

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getCheckpoint",
            summary = "The newest signed state of the log",
            description = "A signed note in the format of transparency logs (C2SP tlog-checkpoint), with the time as "
                    + "its extension line. Keep it: any later change of the log contradicts it.")
    @APIResponse(
            responseCode = "200",
            description = "The note.",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public Response checkpoint(@Context UriInfo uri) {
        new QueryParameters(uri);
        return Response.ok(checkpoints.newest(), MediaType.TEXT_PLAIN + ";charset=UTF-8")
                .build();
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getConsistency",
            summary = "A proof that the log of one size extends the log of a smaller size",
            description = "With this proof two checkpoints can be compared (RFC 9162, 2.1.4.2).")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            required = true,
            description = "The smaller size, in entries.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            required = true,
            description = "The larger size, in entries.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @APIResponse(
            responseCode = "200",
            description = "The proof.",
            content = @Content(schema = @Schema(implementation = ConsistencyProof.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public ConsistencyProof consistency(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri, "from", "to");
        long size = log.frontier().size();
        long to = size(query, "to", size);
        long from = size(query, "from", to);
        return new ConsistencyProof(
                from, to, log.consistency(from, to).stream().map(Hash::base64).toList());
    }

    @GET
    @AllowedRoles(Role.READ)
    @Path("/entries")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getEntries",
            summary = "Entries of the log",
            description = "The entries from `start` to `end`, without `end`.")
    @Parameter(
            name = "start",
            in = ParameterIn.QUERY,
            description = "The index of the first one wanted.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
    @Parameter(
            name = "end",
            in = ParameterIn.QUERY,
            description =
                    "The index behind the last one wanted; at most " + RecordLog.MOST_ENTRIES + " are given at once.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @APIResponse(
            responseCode = "200",
            description = "The entries.",
            content = @Content(schema = @Schema(implementation = LogEntries.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public LogEntries entries(@Context UriInfo uri) {
        QueryParameters query = new QueryParameters(uri, "start", "end");
        long start = query.wholeNumber("start", 0, Integer.MAX_VALUE, 0);
        long end = query.wholeNumber(
                "end", 0, Integer.MAX_VALUE, (int) Math.min(start + USUAL_ENTRIES, Integer.MAX_VALUE));
        int most = (int) Math.max(0, Math.min(end - start, RecordLog.MOST_ENTRIES));
        return new LogEntries(
                start, log.entries(start, most).stream().map(StoredEntry::entry).toList());
    }

    private static long size(QueryParameters query, String name, long most) {
        if (query.text(name) == null) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER.problem("`" + name + "` is missing; it is a size of the log."));
        }
        return query.wholeNumber(name, 0, (int) Math.min(most, Integer.MAX_VALUE), 0);
    }
}
