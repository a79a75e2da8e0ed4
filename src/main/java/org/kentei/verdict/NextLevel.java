package org.kentei.verdict;

import java.util.List;

/**
 * The next sheet up from what is certified, the lowest one where nothing is.
 *
 * @param shortfalls what is missing for it, criterion by criterion
 */
public record NextLevel(String sheet, int level, List<Shortfall> shortfalls) {}
