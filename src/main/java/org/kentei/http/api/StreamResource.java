package org.kentei.http.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.http.api.AssessmentStream.StreamRequest;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.ArrivingBody;
import org.kentei.http.request.BodyLimit;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.IdempotencyKey;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.StreamedBody;

/** Streams of candidates, which are answered while they arrive. */
@Path("/v1/assessments")
@Produces(BodyLimit.NDJSON)
public class StreamResource {

    private final AssessmentStream stream;

    private final CurrentCaller callers;
    private final CurrentVertxRequest requests;

    public StreamResource(AssessmentStream stream, CurrentCaller callers, CurrentVertxRequest requests) {
        this.stream = stream;
        this.callers = callers;
        this.requests = requests;
    }

    /** The document describes it with the other way to post to this address ({@link StreamDescription}). */
    @POST
    @AllowedRoles(Role.ASSESS)
    @Consumes(BodyLimit.NDJSON)
    @Operation(hidden = true)
    public Response assessAll(@Context HttpHeaders headers, @Context UriInfo uri) {
        boolean full = new QueryParameters(uri, "view").oneOf("view", List.of("full")) != null;
        ArrivingBody body = ArrivingBody.of(requests.getCurrent());
        if (body == null) {
            throw new ProblemException(ProblemType.BAD_REQUEST.problem("The body is empty; send a candidate a line."));
        }
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE.problem(
                    "Send the candidates as they are, without the header `Content-Encoding`."));
        }
        StreamRequest request = new StreamRequest(
                body,
                callers.get(),
                callers.stillAccepted(),
                IdempotencyKey.read(headers.getRequestHeader(IdempotencyKey.HEADER)),
                full);
        StreamedBody answer = out -> stream.answer(request, out);
        return Response.ok(answer).type(BodyLimit.NDJSON).build();
    }
}
