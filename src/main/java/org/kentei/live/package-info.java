/** Puts rules live: watches their folder, has a change checked out of the service's way, and swaps it in whole. */
@NullMarked
package org.kentei.live;

import org.jspecify.annotations.NullMarked;
