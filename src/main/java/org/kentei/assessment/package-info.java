/** One assessment from the candidate's bytes to the stored result, and the active ruleset. */
@NullMarked
package org.kentei.assessment;

import org.jspecify.annotations.NullMarked;
