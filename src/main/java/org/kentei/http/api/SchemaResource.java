package org.kentei.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.assessment.ActiveRuleset;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Revalidated;

/** JSON Schemas of what clients send. */
@Path("/v1/schemas")
@Tag(name = "Vocabulary", description = "The codes that candidates may use now, with what people call them.")
public class SchemaResource {

    static final String MEDIA_TYPE = "application/schema+json";

    private final ActiveRuleset rulesets;
    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private final AtomicReference<@Nullable WrittenSchema> last = new AtomicReference<>();

    public SchemaResource(ActiveRuleset rulesets, OpenApiDocumentService documents, ObjectMapper json) {
        this.rulesets = rulesets;
        this.documents = documents;
        this.json = json;
    }

    private record WrittenSchema(String revision, String text) {}

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ, Role.AUTHOR})
    @Path("/candidate")
    @Produces(MEDIA_TYPE)
    @Revalidated
    @Operation(
            operationId = "getCandidateSchema",
            summary = "The JSON Schema of a candidate",
            description =
                    "The schema of a candidate with the codes of the active vocabulary, as JSON Schema 2020-12. It"
                            + " is the one that this document describes. What it refuses is refused; some rules, such as those"
                            + " that compare two properties, cannot be said in a schema.")
    @APIResponse(
            responseCode = "200",
            description = "The schema.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.OBJECT)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public String candidate(@Context UriInfo uri) throws IOException {
        new QueryParameters(uri);
        String revision = rulesets.get().ruleset().revision();
        WrittenSchema written = last.get();
        if (written == null || !written.revision().equals(revision)) {
            ObjectNode document = (ObjectNode) json.readTree(documents.getDocument(OpenApiYaml.NAME, Format.JSON));
            written = new WrittenSchema(
                    revision, CandidateSchema.of(document, revision).toString());
            last.set(written);
        }
        return written.text();
    }
}
