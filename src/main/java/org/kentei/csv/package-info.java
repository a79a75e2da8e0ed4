/** Writing CSV. */
@NullMarked
package org.kentei.csv;

import org.jspecify.annotations.NullMarked;
