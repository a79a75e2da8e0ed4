/** Files and folders that only their owner may read, and files packaged with the program. */
@NullMarked
package org.kentei.files;

import org.jspecify.annotations.NullMarked;
