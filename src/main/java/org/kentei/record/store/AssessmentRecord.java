package org.kentei.record.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kentei.log.Client;
import org.kentei.log.ServiceVersion;
import org.kentei.log.WrittenDocuments;
import org.kentei.record.overview.CountedVerdict;
import org.kentei.record.search.IndexTerm;

/**
 * An assessment as it is stored.
 *
 * @param candidateId the HR system's own id of the person
 * @param asOf the day on which the claims were judged
 * @param assessedAt when the assessment was made, to the microsecond: finer parts are dropped, because no database stores them
 * @param rulesetRevision which state of the rules concluded it
 * @param certifiedLevel the level reached; null if none was
 * @param service what decided
 * @param client the client that sent the request
 * @param terms what is true of its verdict, by which it is found; not copied, so nobody may change it later
 * @param counted what the overview counts of it; null if the overview has to read it from the documents
 */
public record AssessmentRecord(
        UUID assessmentId,
        String candidateId,
        LocalDate asOf,
        Instant assessedAt,
        String rulesetRevision,
        @Nullable Integer certifiedLevel,
        ServiceVersion service,
        Client client,
        WrittenDocuments documents,
        Set<IndexTerm> terms,
        @Nullable CountedVerdict counted) {

    public AssessmentRecord {
        assessedAt = assessedAt.truncatedTo(ChronoUnit.MICROS);
        terms = Collections.unmodifiableSet(terms);
    }
}
