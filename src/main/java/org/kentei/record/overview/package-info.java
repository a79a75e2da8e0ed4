/** Figures over all assessments, counted in the background. */
@NullMarked
package org.kentei.record.overview;

import org.jspecify.annotations.NullMarked;
