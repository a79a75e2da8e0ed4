/** Watches the rules folder and activates a revision once the gate has passed it. */
@NullMarked
package org.kentei.live;

import org.jspecify.annotations.NullMarked;
