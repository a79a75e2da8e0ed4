/** The service over HTTP. */
@NullMarked
package org.kentei.http;

import org.jspecify.annotations.NullMarked;
