/** Whether rules make sense together: what compiles and is still likely to be a slip of its author. */
@NullMarked
package org.kentei.sense;

import org.jspecify.annotations.NullMarked;
