/** Checks on requests before a resource sees them: host, origin, size, address, parameters. */
@NullMarked
package org.kentei.http.request;

import org.jspecify.annotations.NullMarked;
