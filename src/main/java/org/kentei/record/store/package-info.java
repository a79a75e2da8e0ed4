/** Stored assessments and archived revisions of the ruleset. */
@NullMarked
package org.kentei.record.store;

import org.jspecify.annotations.NullMarked;
