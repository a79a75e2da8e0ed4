/** Encryption of what is personal, under a key for each candidate. */
@NullMarked
package org.kentei.record.encryption;

import org.jspecify.annotations.NullMarked;
