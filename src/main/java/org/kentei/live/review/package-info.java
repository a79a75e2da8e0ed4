/** Four eyes: a revision waits until two people agreed to it, who see what it changes. */
@NullMarked
package org.kentei.live.review;

import org.jspecify.annotations.NullMarked;
