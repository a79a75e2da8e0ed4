/** The facts that rules match: every fact type of the DRL files with its properties and consequences. */
@NullMarked
package org.kentei.fact;

import org.jspecify.annotations.NullMarked;
