/** Verdicts: levels, criteria, evidence, shortfalls, and the firings that led to them. */
@NullMarked
package org.kentei.verdict;

import org.jspecify.annotations.NullMarked;
