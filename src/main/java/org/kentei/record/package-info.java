/** The record of assessments, kept in PostgreSQL or H2. */
@NullMarked
package org.kentei.record;

import org.jspecify.annotations.NullMarked;
