/** The record of assessments, in PostgreSQL or H2. */
@NullMarked
package org.kentei.record;

import org.jspecify.annotations.NullMarked;
