/** Search for assessments by index terms. */
@NullMarked
package org.kentei.record.search;

import org.jspecify.annotations.NullMarked;
