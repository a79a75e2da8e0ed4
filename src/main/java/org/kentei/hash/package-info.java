/** SHA-256 hashes, as the log and the rules use them. */
@NullMarked
package org.kentei.hash;

import org.jspecify.annotations.NullMarked;
