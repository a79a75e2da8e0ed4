/** Requests that are sent again under the same idempotency key: their first answers. */
@NullMarked
package org.kentei.record.idempotency;

import org.jspecify.annotations.NullMarked;
