/** Errors as RFC 9457 describes them. */
@NullMarked
package org.kentei.http.problem;

import org.jspecify.annotations.NullMarked;
