/** The data of each page, computed from documents and the log. */
@NullMarked
package org.kentei.page.view;

import org.jspecify.annotations.NullMarked;
