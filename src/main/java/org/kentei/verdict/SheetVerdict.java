package org.kentei.verdict;

import java.util.List;

/** How a sheet stands: met when none of its criteria is unmet. */
public record SheetVerdict(String sheet, int level, boolean met, List<CriterionVerdict> criteria) {}
