/** Two verdicts of a candidate side by side: what changed between them. */
@NullMarked
package org.kentei.page.compare;

import org.jspecify.annotations.NullMarked;
