/** What a draft of the rules would change, and for whom. */
@NullMarked
package org.kentei.impact;

import org.jspecify.annotations.NullMarked;
