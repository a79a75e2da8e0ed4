/** Files and folders that only their owner may read. */
@NullMarked
package org.kentei.files;

import org.jspecify.annotations.NullMarked;
