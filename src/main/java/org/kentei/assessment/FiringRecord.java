package org.kentei.assessment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.kentei.log.Client;
import org.kentei.log.RulesetReference;
import org.kentei.log.ServiceVersion;
import org.kentei.verdict.Firing;

/** All that led to an answer: the candidate as given, and every firing in its order. */
@JsonPropertyOrder({"assessmentId", "asOf", "assessedAt", "ruleset", "service", "client", "candidate", "firings"})
@Schema(description = "The candidate as submitted and all firings, in order.")
public record FiringRecord(
        @Schema(description = "The assessment it belongs to.")
        UUID assessmentId,

        @Schema(description = "The as-of date of the claims.")
        LocalDate asOf,

        @Schema(description = "When the assessment was made, in UTC.")
        Instant assessedAt,

        RulesetReference ruleset,
        ServiceVersion service,
        Client client,

        @Schema(description = "The candidate as submitted, character for character.", type = SchemaType.OBJECT)
        @JsonRawValue
        String candidate,

        @Schema(description = "All firings, in order.") List<Firing> firings) {}
