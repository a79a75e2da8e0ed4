/**
 * The files of a run: assessments made outside of the service, many at a time, each sealed under a key of its own. The log
 * commits to each file by one entry.
 */
@NullMarked
package org.kentei.run;

import org.jspecify.annotations.NullMarked;
