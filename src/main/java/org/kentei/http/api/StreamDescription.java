package org.kentei.http.api;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.kentei.http.request.BodyLimit;

/** Describes that candidates can be posted as a stream too: one operation of the document, with two media types. */
final class StreamDescription {

    /** Two candidates, the second with a mistake. */
    static final String CANDIDATES = """
            {"candidateId": "E-1024", "asOf": "2026-03-31"}
            {"candidateId": "E-1025", "asOf": "yesterday"}
            """;

    private static final String ANSWERS = """
            {"line":1,"candidateId":"E-1024","status":201,"result":{"assessmentId":"4f6c1d2e-8a3b-4c5d-9e7f-0a1b2c3d4e5f","certifiedLevel":null}}
            {"line":2,"candidateId":"E-1025","status":400,"problem":{"type":"urn:kentei:problem:invalid-candidate","status":400}}
            {"end":true,"lines":2,"assessed":1,"refused":1}
            """;

    private StreamDescription() {}

    static void describe(Operation operation) {
        if (!"assess".equals(operation.getOperationId())) {
            return;
        }
        operation.setDescription(operation.getDescription()
                + "\n\nWith `Content-Type: application/x-ndjson` the body is a stream: a candidate on each line, as many as"
                + " you like. It is answered while it arrives, with a line for each candidate in the same order:"
                + " `{\"line\", \"candidateId\", \"status\", \"result\"}`, or `problem` in place of `result`. The last line is"
                + " `{\"end\":true,\"lines\":…,\"assessed\":…,\"refused\":…}`; an answer without it is incomplete. With"
                + " `Idempotency-Key`, lines that are stored already are answered from the record.");
        operation.getRequestBody().getContent().addMediaType(BodyLimit.NDJSON, text(CANDIDATES));
        operation
                .getResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                                .description("A line for each line of a stream.")
                                .content(OASFactory.createContent().addMediaType(BodyLimit.NDJSON, text(ANSWERS))));
    }

    private static MediaType text(String example) {
        return OASFactory.createMediaType()
                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                .example(example);
    }
}
