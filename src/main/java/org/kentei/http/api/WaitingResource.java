package org.kentei.http.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Caller;
import org.kentei.access.Role;
import org.kentei.http.problem.PossibleProblems;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.request.CurrentCaller;
import org.kentei.http.request.JsonBody;
import org.kentei.http.request.QueryParameters;
import org.kentei.live.review.FourEyes;
import org.kentei.live.review.FourEyes.WaitingRevision;
import org.kentei.live.review.RulesetReview;
import org.kentei.ruleset.RulesetFiles;

/** The revision that waits until two people agreed to it. */
@Path("/v1/rulesets/waiting")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules", description = "The active rules, each with its clause and its text.")
public class WaitingResource {

    private final FourEyes fourEyes;
    private final CurrentCaller callers;

    public WaitingResource(FourEyes fourEyes, CurrentCaller callers) {
        this.fourEyes = fourEyes;
        this.callers = callers;
    }

    /** What waits. */
    @Schema(name = "Waiting", description = "The revision that waits for approval, if there is one.")
    public record WaitingEntry(
            @Schema(description = "Whether two people have to agree to a revision before it decides.")
            boolean fourEyes,

            @Schema(description = "The revision that waits; null for none.", nullable = true) @Nullable
            RevisionEntry waiting) {}

    /** A revision that waits. */
    @Schema(name = "WaitingRevision", description = "A revision that passed its checks and waits for approval.")
    public record RevisionEntry(
            @Schema(description = "The revision.", pattern = "^" + RulesetFiles.REVISION + "$")
            String revision,

            @Schema(
                    description = "The active revision, with which it is compared.",
                    pattern = "^" + RulesetFiles.REVISION + "$")
            String replaces,

            @Schema(description = "When it passed its checks.")
            Instant offeredAt,

            @Schema(description = "The client that proposed it; null if nobody did yet.", nullable = true) @Nullable
            String proposedBy,

            @Schema(description = "When it was proposed; null if it was not yet.", nullable = true) @Nullable
            Instant proposedAt,

            @Schema(description = "What it changes; null while that is being computed.", nullable = true) @Nullable
            RulesetReview review) {

        static RevisionEntry of(WaitingRevision waiting) {
            return new RevisionEntry(
                    waiting.revision(),
                    waiting.replaces(),
                    waiting.offeredAt(),
                    waiting.proposedBy(),
                    waiting.proposedAt(),
                    waiting.review());
        }
    }

    /** Which revision the caller has seen. */
    @Schema(
            name = "ApprovalRequest",
            description = "The revision that the caller has seen, so that nobody agrees to another one.",
            additionalProperties = Schema.False.class,
            requiredProperties = {"revision"})
    public record ApprovalRequest(
            @Schema(description = "The revision that waits.", maxLength = 64) @Nullable
            String revision) {}

    /** What a person did. */
    public enum ApprovalStep {
        PROPOSED,
        CONFIRMED,
        REJECTED
    }

    /** What a person did with a revision. */
    @Schema(name = "Approval", description = "What the caller did with the revision. It is in the log.")
    public record ApprovalAnswer(
            @Schema(description = "The revision.", pattern = "^" + RulesetFiles.REVISION + "$")
            String revision,

            @Schema(description = "What was done.") ApprovalStep step,

            @Schema(description = "The client that did it.") String by) {}

    @GET
    @AllowedRoles({Role.AUTHOR, Role.READ})
    @Operation(
            operationId = "getWaitingRuleset",
            summary = "The revision that waits for approval",
            description = "With the setting `kentei.rules.four-eyes`, a revision that passed its checks waits until one"
                    + " person proposed it and another one confirmed it.")
    @APIResponse(
            responseCode = "200",
            description = "The revision, with what it changes.",
            content = @Content(schema = @Schema(implementation = WaitingEntry.class)))
    @PossibleProblems({ProblemType.INVALID_PARAMETER})
    public WaitingEntry waiting(@Context UriInfo uri) {
        new QueryParameters(uri);
        return new WaitingEntry(
                fourEyes.enabled(), fourEyes.waiting().map(RevisionEntry::of).orElse(null));
    }

    @POST
    @Path("/propose")
    @AllowedRoles(Role.AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeRuleset",
            summary = "Propose the revision that waits",
            description = "The caller answers for the revision. Another person has to confirm it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApprovalRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is proposed.",
            content = @Content(schema = @Schema(implementation = ApprovalAnswer.class)))
    @PossibleProblems({
        ProblemType.NOT_FOUND,
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.APPROVAL_REFUSED,
        ProblemType.OUTCOME_UNKNOWN
    })
    public ApprovalAnswer propose(InputStream body, @Context UriInfo uri) {
        return decide(body, uri, fourEyes::propose, ApprovalStep.PROPOSED);
    }

    @POST
    @Path("/confirm")
    @AllowedRoles(Role.AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmRuleset",
            summary = "Confirm the revision that waits",
            description = "The revision was proposed by another person. It decides within seconds on every instance.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApprovalRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is confirmed.",
            content = @Content(schema = @Schema(implementation = ApprovalAnswer.class)))
    @PossibleProblems({
        ProblemType.NOT_FOUND,
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.APPROVAL_REFUSED,
        ProblemType.OUTCOME_UNKNOWN
    })
    public ApprovalAnswer confirm(InputStream body, @Context UriInfo uri) {
        return decide(body, uri, fourEyes::confirm, ApprovalStep.CONFIRMED);
    }

    @POST
    @Path("/reject")
    @AllowedRoles(Role.AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectRuleset",
            summary = "Reject the revision that waits",
            description = "It does not wait any more. It is offered again only after the rules folder changed.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApprovalRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is rejected.",
            content = @Content(schema = @Schema(implementation = ApprovalAnswer.class)))
    @PossibleProblems({
        ProblemType.NOT_FOUND,
        ProblemType.INVALID_PARAMETER,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.APPROVAL_REFUSED,
        ProblemType.OUTCOME_UNKNOWN
    })
    public ApprovalAnswer reject(InputStream body, @Context UriInfo uri) {
        return decide(body, uri, fourEyes::reject, ApprovalStep.REJECTED);
    }

    private ApprovalAnswer decide(
            InputStream body, UriInfo uri, BiConsumer<String, Caller> decision, ApprovalStep step) {
        new QueryParameters(uri);
        String revision = JsonBody.read(body, ApprovalRequest.class).revision();
        if (revision == null || !revision.matches(RulesetFiles.REVISION)) {
            throw QueryParameters.refused("`revision` has to be a revision: 64 hexadecimal digits.");
        }
        Caller caller = callers.get();
        decision.accept(revision, caller);
        return new ApprovalAnswer(revision, step, String.valueOf(caller.client()));
    }
}
