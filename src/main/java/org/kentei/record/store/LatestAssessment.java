package org.kentei.record.store;

import java.time.LocalDate;

/**
 * The newest assessment of a candidate.
 *
 * @param position its place in the record; later assessments have higher positions
 * @param asOf the day on which the claims were judged
 * @param candidate the candidate as given, as JSON
 */
public record LatestAssessment(long position, String candidateId, LocalDate asOf, String candidate) {}
