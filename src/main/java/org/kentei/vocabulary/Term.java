package org.kentei.vocabulary;

/**
 * A code of the vocabulary with its labels.
 *
 * @param code the code in candidate JSON and in DRL
 * @param en its English label
 * @param ja its Japanese label
 * @param validity the as-of dates for which candidates may use it
 */
public record Term(String code, String en, String ja, Validity validity) {}
