package org.kentei.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.kentei.assessment.Decision;

/**
 * One assessment of a run, a line of its file: the id in clear, and all else compressed and encrypted with AES-256-GCM, bound
 * to the id. Each key seals one line only, and the same line whenever a task is repeated, so the nonce may be fixed.
 */
public final class SealedAssessment {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private static final GCMParameterSpec FIXED_NONCE = new GCMParameterSpec(128, new byte[12]);

    private SealedAssessment() {}

    /** What a line holds. */
    public record OpenedAssessment(
            String candidateId,
            LocalDate asOf,
            Instant assessedAt,
            String rulesetRevision,
            @Nullable Integer certifiedLevel,
            String candidate,
            String firings,
            String result) {}

    /** Thrown for a line that was changed, or is under another key. */
    public static final class ChangedLineException extends Exception {

        private ChangedLineException() {
            super("it was changed, or is encrypted under another key");
        }
    }

    private record SealedLine(UUID assessmentId, byte[] sealed) {}

    /** A decision as a line, without the line's end. */
    public static String seal(Decision decision, byte[] key) {
        UUID id = decision.under().assessmentId();
        String plain = Decision.write(new OpenedAssessment(
                decision.candidate().candidateId(),
                decision.candidate().asOf(),
                decision.under().time(),
                decision.rulesetRevision(),
                decision.verdict().certifiedLevel(),
                decision.facts(),
                decision.firingRecord(),
                decision.result()));
        var packed = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(packed)) {
            deflated.write(plain.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException("Memory cannot be written", impossible);
        }
        try {
            return Decision.write(
                    new SealedLine(id, cipher(Cipher.ENCRYPT_MODE, key, id).doFinal(packed.toByteArray())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java does not encrypt with AES-256-GCM", impossible);
        }
    }

    /**
     * The id in a line.
     *
     * @throws ChangedLineException if it has none
     */
    public static UUID id(String line) throws ChangedLineException {
        try {
            JsonNode id = JSON.readTree(line).path("assessmentId");
            return UUID.fromString(id.asText());
        } catch (IOException | IllegalArgumentException changed) {
            throw new ChangedLineException();
        }
    }

    /**
     * What a line holds.
     *
     * @throws ChangedLineException if it was changed, or was sealed under another key
     */
    public static OpenedAssessment open(String line, byte[] key) throws ChangedLineException {
        try {
            JsonNode json = JSON.readTree(line);
            UUID id = UUID.fromString(json.path("assessmentId").asText());
            byte[] packed = cipher(Cipher.DECRYPT_MODE, key, id)
                    .doFinal(Base64.getDecoder().decode(json.path("sealed").asText()));
            try (var plain = new InflaterInputStream(new ByteArrayInputStream(packed))) {
                return JSON.readValue(plain, OpenedAssessment.class);
            }
        } catch (IOException | IllegalArgumentException | GeneralSecurityException changed) {
            throw new ChangedLineException();
        }
    }

    private static Cipher cipher(int mode, byte[] key, UUID id) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), FIXED_NONCE);
        cipher.updateAAD(id.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
