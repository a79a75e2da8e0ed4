/** What the rules concluded of a candidate: levels, criteria, evidence, shortfalls and the firings that led there. */
@NullMarked
package org.kentei.verdict;

import org.jspecify.annotations.NullMarked;
