/** The record of assessments: what was concluded about whom, when and by which rules, kept for good. */
@NullMarked
package org.kentei.record;

import org.jspecify.annotations.NullMarked;
