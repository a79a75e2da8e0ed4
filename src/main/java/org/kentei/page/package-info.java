/** How Kentei writes pages for people: one layout, one stylesheet, everything escaped unless a template says otherwise. */
@NullMarked
package org.kentei.page;

import org.jspecify.annotations.NullMarked;
