/** The page of a verdict: the matrix of the standard, what was found sheet by sheet, what is missing, and every firing. */
@NullMarked
package org.kentei.page.verdict;

import org.jspecify.annotations.NullMarked;
