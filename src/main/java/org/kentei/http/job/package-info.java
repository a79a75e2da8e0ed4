/** Jobs over HTTP: received, worked on, and read. */
@NullMarked
package org.kentei.http.job;

import org.jspecify.annotations.NullMarked;
