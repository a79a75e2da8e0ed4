/** What the rules see, and what they may say of it: every fact type of the DRL files with its conclusions. */
@NullMarked
package org.kentei.fact;

import org.jspecify.annotations.NullMarked;
