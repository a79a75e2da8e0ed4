/** The page on which assessments are searched. */
@NullMarked
package org.kentei.page.search;

import org.jspecify.annotations.NullMarked;
