/** One assessment from the candidate's bytes to the kept result, and the ruleset that is active meanwhile. */
@NullMarked
package org.kentei.assessment;

import org.jspecify.annotations.NullMarked;
