/** The readiness checks. */
@NullMarked
package org.kentei.http.health;

import org.jspecify.annotations.NullMarked;
