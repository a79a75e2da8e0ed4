/** The page that everybody sees first, where a candidate can be tried. */
@NullMarked
package org.kentei.page.start;

import org.jspecify.annotations.NullMarked;
