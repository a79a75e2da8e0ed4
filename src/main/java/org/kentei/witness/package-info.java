/** A witness: it cosigns the checkpoints of logs, and remembers them, so that no log can be forked or rolled back unseen. */
@NullMarked
package org.kentei.witness;

import org.jspecify.annotations.NullMarked;
