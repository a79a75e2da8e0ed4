/** Writes pages for people: one layout and one stylesheet. Values are escaped unless a template disables it. */
@NullMarked
package org.kentei.page;

import org.jspecify.annotations.NullMarked;
