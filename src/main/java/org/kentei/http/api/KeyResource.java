package org.kentei.http.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.ApiKeys;
import org.kentei.access.ApiKeys.NewKey;
import org.kentei.access.Caller;
import org.kentei.access.KeyException;
import org.kentei.access.KeyRing;
import org.kentei.access.Role;
import org.kentei.access.StoredKey;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.JsonBody;
import org.kentei.http.request.QueryParameters;
import org.kentei.log.Client;

/** API keys: made, listed, rotated and revoked. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "API keys: who may call the service, and what for.")
public class KeyResource {

    private final ApiKeys keys;
    private final KeyRing ring;
    private final CurrentCaller callers;
    private final Clock clock;

    public KeyResource(ApiKeys keys, KeyRing ring, CurrentCaller callers, Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.callers = callers;
        this.clock = clock;
    }

    /** What a new key is for. */
    @Schema(
            description = "What a new key is for.",
            additionalProperties = Schema.False.class,
            requiredProperties = {"client", "roles"})
    public record KeyRequest(
            @Schema(description = "The client that the key authenticates.", maxLength = 100) @Nullable
            String client,

            @Schema(
                    description = "What the client may do: `assess`, `read`, `author`, `erase`, `operate`.",
                    minItems = 1)
            @Nullable
            List<String> roles,

            @Schema(description = "How long the key is valid (ISO 8601), such as `P90D`; if left out, always.")
            @Nullable
            String expires) {}

    /** How a key is rotated. */
    @Schema(description = "How a key is rotated.", additionalProperties = Schema.False.class)
    public record RotationRequest(
            @Schema(description = "How long the old key stays valid (ISO 8601).", defaultValue = ApiKeys.USUAL_OVERLAP)
            @Nullable
            String overlap,

            @Schema(
                    description =
                            "How long the new key is valid (ISO 8601); if left out, as long as the old one was when"
                                    + " it was made.")
            @Nullable
            String expires) {}

    /** A key as it is listed. */
    @Schema(name = "Key", description = "An API key, without the key itself.")
    public record KeyEntry(
            @Schema(description = "Its id: the first 12 hex digits of its SHA-256.")
            String keyId,

            @Schema(description = "The client that it authenticates.")
            String client,

            @Schema(description = "What the client may do with it.")
            List<String> roles,

            @Schema(description = "Whether it is accepted now.")
            boolean valid,

            @Schema(description = "When it was made.") Instant addedAt,

            @Schema(description = "From when on it is refused; null for never.", nullable = true) @Nullable
            Instant expiresAt,

            @Schema(description = "When it was revoked; null if it was not.", nullable = true) @Nullable
            Instant revokedAt,

            @Schema(description = "The id of the key that took its place; null if none did.", nullable = true) @Nullable
            String replacedBy,

            @Schema(description = "When it was used last, to the minute; null if it never was.", nullable = true)
            @Nullable
            Instant lastUsedAt) {

        static KeyEntry of(StoredKey key, Instant now) {
            return new KeyEntry(
                    key.keyId(),
                    key.client(),
                    key.roles().stream().sorted().map(Role::code).toList(),
                    key.live(now),
                    key.addedAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.replacedBy(),
                    key.lastUsedAt());
        }
    }

    /** All keys. */
    @Schema(name = "Keys", description = "All keys, the oldest first.")
    public record KeyList(List<KeyEntry> keys) {}

    /** A key that was just made. */
    @Schema(name = "AddedKey", description = "A key that was just made.")
    public record AddedKey(
            @Schema(description = "The key itself. It is shown only here, and cannot be read again.")
            String key,

            @Schema(description = "What is kept of it.") KeyEntry stored) {}

    @GET
    @AllowedRoles(Role.OPERATE)
    @Operation(
            operationId = "listKeys",
            summary = "All API keys",
            description = "Also those that are not valid any more.")
    @APIResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(schema = @Schema(implementation = KeyList.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public KeyList list(@Context UriInfo uri) {
        new QueryParameters(uri);
        Instant now = clock.instant();
        return new KeyList(
                keys.list().stream().map(key -> KeyEntry.of(key, now)).toList());
    }

    @POST
    @AllowedRoles(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addKey",
            summary = "Make an API key",
            description = "From the first key on, every request needs a key. The first one needs the role `operate`, so"
                    + " that it can make the others.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = KeyRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The key. It is valid within a second on every instance.",
            content = @Content(schema = @Schema(implementation = AddedKey.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER, ProblemType.UNSUPPORTED_MEDIA_TYPE})
    public Response add(InputStream body, @Context UriInfo uri) {
        new QueryParameters(uri);
        KeyRequest request = JsonBody.read(body, KeyRequest.class);
        return added(() -> {
            var roles = ApiKeys.roles(request.roles() == null ? List.of() : request.roles());
            if (!ring.hasKeys() && !roles.contains(Role.OPERATE)) {
                throw QueryParameters.refused("The first key needs the role `operate`: without it nobody could make the"
                        + " next one while the service runs.");
            }
            String client = request.client() == null ? "" : request.client();
            return keys.add(client, roles, request.expires(), asker());
        });
    }

    @POST
    @Path("/{keyId}/rotate")
    @AllowedRoles(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateKey",
            summary = "Make a key that takes the place of another one",
            description = "The new key has the same client and roles. The old one stays valid for the overlap.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RotationRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new key.",
            content = @Content(schema = @Schema(implementation = AddedKey.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER, ProblemType.UNSUPPORTED_MEDIA_TYPE})
    public Response rotate(
            @PathParam("keyId") @Parameter(description = "The id of the old key.") String keyId,
            InputStream body,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        RotationRequest request = JsonBody.read(body, RotationRequest.class);
        String overlap = request.overlap() == null ? ApiKeys.USUAL_OVERLAP : request.overlap();
        return added(() -> keys.rotate(keyId, overlap, request.expires(), asker()));
    }

    @DELETE
    @Path("/{keyId}")
    @AllowedRoles(Role.OPERATE)
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke an API key",
            description = "It is refused within a second on every instance. A key that was revoked before stays so.")
    @APIResponse(
            responseCode = "200",
            description = "The key is revoked.",
            content = @Content(schema = @Schema(implementation = KeyEntry.class)))
    @PossibleProblems({ProblemType.NOT_FOUND, ProblemType.INVALID_PARAMETER})
    public KeyEntry revoke(
            @PathParam("keyId") @Parameter(description = "The key's id.", schema = @Schema(type = SchemaType.STRING))
                    String keyId,
            @Context UriInfo uri) {
        new QueryParameters(uri);
        StoredKey revoked = refusing(() -> keys.revoke(keyId, asker()));
        ring.read();
        return KeyEntry.of(revoked, clock.instant());
    }

    private Response added(Supplier<NewKey> work) {
        NewKey added = refusing(work);
        ring.read();
        return Response.status(Response.Status.CREATED)
                .entity(new AddedKey(added.key(), KeyEntry.of(added.stored(), clock.instant())))
                .build();
    }

    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (KeyException refused) {
            throw switch (refused.reason()) {
                case UNKNOWN -> new ProblemException(ProblemType.NOT_FOUND.problem(refused.getMessage()));
                case INVALID -> QueryParameters.refused(refused.getMessage());
            };
        }
    }

    private Client asker() {
        Caller caller = callers.get();
        return new Client(caller.client(), caller.address());
    }
}
