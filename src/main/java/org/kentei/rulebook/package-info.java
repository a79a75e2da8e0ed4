/** The rulebook: the standard's clauses, the rules that encode them and the readings between, as pages. */
@NullMarked
package org.kentei.rulebook;

import org.jspecify.annotations.NullMarked;
