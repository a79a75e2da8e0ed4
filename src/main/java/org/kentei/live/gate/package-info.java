/** The gate: checks a revision in a process of its own before it may become active. */
@NullMarked
package org.kentei.live.gate;

import org.jspecify.annotations.NullMarked;
