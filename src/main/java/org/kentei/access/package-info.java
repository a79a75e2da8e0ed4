/** Who may do what: callers and their roles. */
@NullMarked
package org.kentei.access;

import org.jspecify.annotations.NullMarked;
