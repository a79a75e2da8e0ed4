package org.kentei.vocabulary;

/**
 * A code of the vocabulary with what people call it.
 *
 * @param code the code as it stands in candidate JSON and in DRL
 * @param en its English label
 * @param ja its Japanese label
 */
public record Term(String code, String en, String ja) {}
