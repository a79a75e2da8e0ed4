/** The pages for people. */
@NullMarked
package org.kentei.http.page;

import org.jspecify.annotations.NullMarked;
