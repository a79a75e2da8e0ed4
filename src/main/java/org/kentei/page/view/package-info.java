/** What each page shows, worked out from documents and the log. */
@NullMarked
package org.kentei.page.view;

import org.jspecify.annotations.NullMarked;
