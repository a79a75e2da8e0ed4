/** Jobs: files of candidates that are assessed in the background. */
@NullMarked
package org.kentei.record.job;

import org.jspecify.annotations.NullMarked;
