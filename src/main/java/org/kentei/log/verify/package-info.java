/** Verifies a whole record against its log, checkpoints and keys. */
@NullMarked
package org.kentei.log.verify;

import org.jspecify.annotations.NullMarked;
