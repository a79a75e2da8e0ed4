package org.kentei.record;

import java.time.LocalDate;

/**
 * The newest assessment of a candidate.
 *
 * @param position where it stands in the record; later assessments have higher positions
 * @param asOf the day on which the claims were judged
 * @param firingRecord the JSON document that holds the candidate as given
 */
public record LatestAssessment(long position, String candidateId, LocalDate asOf, String firingRecord) {}
