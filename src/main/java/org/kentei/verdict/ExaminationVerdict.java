package org.kentei.verdict;

/**
 * What a passed examination says.
 *
 * @param level the level whose minimum capability it shows; it certifies none
 */
public record ExaminationVerdict(String code, int level) {}
