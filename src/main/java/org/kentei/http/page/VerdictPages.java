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
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.kentei.access.AllowedRoles;
import org.kentei.access.Role;
import org.kentei.hash.Hash;
import org.kentei.http.api.AssessmentProof;
import org.kentei.http.api.AssessmentProof.Salts;
import org.kentei.http.api.ProofBuilder;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;
import org.kentei.http.request.OwnAssessments;
import org.kentei.http.request.QueryParameters;
import org.kentei.http.response.Capacity;
import org.kentei.log.Checkpoint;
import org.kentei.log.DocumentType;
import org.kentei.log.SaltedDocument;
import org.kentei.page.PageFrame;
import org.kentei.page.view.AssessmentDocuments;
import org.kentei.page.view.ProofCheck;
import org.kentei.page.view.QrCode;
import org.kentei.page.view.VerdictView;
import org.kentei.record.log.Checkpoints;
import org.kentei.record.store.AssessmentReader;
import org.kentei.record.store.RulesetArchive;

/** The pages of one assessment: its verdict and its certificate. */
@Path("/assessments/{assessmentId}")
@Produces(MediaType.TEXT_HTML)
public class VerdictPages {

    /** The parameter with the number of the first firing of the page. */
    private static final String FIRINGS = "firings";

    private final VerdictViews views;
    private final CertificateIssuer issuer;
    private final AssessmentReader assessments;
    private final RulesetArchive archive;
    private final ProofBuilder proofs;
    private final Checkpoints checkpoints;
    private final Capacity capacity;
    private final OwnAssessments own;

    public VerdictPages(
            VerdictViews views,
            CertificateIssuer issuer,
            AssessmentReader assessments,
            RulesetArchive archive,
            ProofBuilder proofs,
            Checkpoints checkpoints,
            Capacity capacity,
            OwnAssessments own) {
        this.own = own;
        this.capacity = capacity;
        this.views = views;
        this.issuer = issuer;
        this.assessments = assessments;
        this.archive = archive;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Operation(hidden = true)
    public Response verdict(
            @PathParam("assessmentId") String assessmentId, @Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("verdict", () -> {
            QueryParameters query = new QueryParameters(uri, "verify", FIRINGS, PageFrame.LANGUAGE);
            boolean verified = query.text("verify") != null;
            int from = query.wholeNumber(FIRINGS, 1, Integer.MAX_VALUE - AssessmentDocuments.FIRINGS_AT_ONCE, 1);
            UUID id = own.require(assessmentId);
            AssessmentProof proof = proofs.of(id).orElseThrow(OwnAssessments::unknown);
            Map<String, Object> data = new HashMap<>();
            data.put("proof", proof);
            data.put("trial", false);
            data.put("verified", verified);
            data.put("steps", verified ? steps(proof) : List.of());
            VerdictView view = proof.erasedAt() == null ? views.of(id, visit.language(), from) : null;
            data.put("view", view);
            data.put("otherRules", view != null && views.byOtherRules(view));
            return data;
        });
    }

    @GET
    @AllowedRoles({Role.ASSESS, Role.READ})
    @Path("/certificate")
    @Operation(hidden = true)
    public Response certificate(
            @PathParam("assessmentId") String assessmentId, @Context HttpHeaders headers, @Context UriInfo uri) {
        PageRequest visit = new PageRequest(headers, uri);
        return visit.answer("certificate", () -> {
            new QueryParameters(uri, PageFrame.LANGUAGE);
            UUID id = own.require(assessmentId);
            AssessmentProof proof = proofs.of(id).orElseThrow(OwnAssessments::unknown);
            VerdictView view = views.of(id, visit.language(), 1);
            if (view.result().certifiedLevel() == null) {
                throw new ProblemException(
                        ProblemType.NOT_FOUND.problem("This assessment certifies no level, so it has no certificate."));
            }
            String address = issuer.address("/assessments/" + id).orElse(null);
            Map<String, Object> data = new HashMap<>();
            data.put("view", view);
            data.put("proof", proof);
            data.put("checkpoint", Checkpoint.open(proof.checkpoint(), checkpoints.keys()));
            data.put("issuer", issuer.name().orElse(""));
            data.put("address", address);
            data.put("qr", address == null ? null : QrCode.of(address));
            return data;
        });
    }

    private List<ProofCheck.Step> steps(AssessmentProof proof) {
        UUID id = proof.assessmentId();
        Map<DocumentType, SaltedDocument> documents = new EnumMap<>(DocumentType.class);
        Salts openings = proof.openings();
        if (openings == null) {
            return steps(proof, documents);
        }
        try (Capacity.Reserved memory = capacity.memory(Capacity.OF_A_CHECK)) {
            documents.put(
                    DocumentType.CANDIDATE,
                    new SaltedDocument(stored(id, assessments::candidate), bytes(openings.candidate())));
            documents.put(
                    DocumentType.FIRINGS,
                    new SaltedDocument(stored(id, assessments::firingRecord), bytes(openings.firings())));
            documents.put(
                    DocumentType.RESULT, new SaltedDocument(stored(id, assessments::result), bytes(openings.result())));
            return steps(proof, documents);
        }
    }

    private List<ProofCheck.Step> steps(AssessmentProof proof, Map<DocumentType, SaltedDocument> documents) {
        return ProofCheck.steps(new ProofCheck.Proof(
                proof.assessmentId(),
                proof.index(),
                proof.entry(),
                proof.inclusionPath().stream().map(Hash::ofBase64).toList(),
                proof.checkpoint(),
                documents,
                checkpoints.keys(),
                archive::files));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String stored(UUID id, Function<UUID, Optional<String>> document) {
        return document.apply(id).orElseThrow(OwnAssessments::unknown);
    }
}
