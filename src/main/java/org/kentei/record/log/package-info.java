/** The log in the database, its checkpoints and the key that signs them. */
@NullMarked
package org.kentei.record.log;

import org.jspecify.annotations.NullMarked;
