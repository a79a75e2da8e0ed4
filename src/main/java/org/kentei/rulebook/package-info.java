/** The rulebook: pages with the clauses of the standard, the rules that encode them, and the readings. */
@NullMarked
package org.kentei.rulebook;

import org.jspecify.annotations.NullMarked;
