/** The pages of the log. */
@NullMarked
package org.kentei.page.log;

import org.jspecify.annotations.NullMarked;
