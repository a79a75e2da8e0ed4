/** Limits on responses that run at the same time, and responses written as fast as the client reads. */
@NullMarked
package org.kentei.http.response;

import org.jspecify.annotations.NullMarked;
