/** Rules as they are written: their metadata, their conditions as data, and what may be wrong with them. */
@NullMarked
package org.kentei.rule;

import org.jspecify.annotations.NullMarked;
