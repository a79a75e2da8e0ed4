/** The effects of a draft of the rules on many candidates. */
@NullMarked
package org.kentei.impact;

import org.jspecify.annotations.NullMarked;
