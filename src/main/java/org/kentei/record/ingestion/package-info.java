/** Assessments that a cluster decided, added to the record a file at a time. */
@NullMarked
package org.kentei.record.ingestion;

import org.jspecify.annotations.NullMarked;
