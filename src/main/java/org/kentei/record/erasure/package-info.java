/** Erasure of candidates, on request and at the end of retention. */
@NullMarked
package org.kentei.record.erasure;

import org.jspecify.annotations.NullMarked;
