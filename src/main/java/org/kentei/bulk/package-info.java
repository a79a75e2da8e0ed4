/** Many candidates at once: reading them line by line, deciding them on several threads, and answering in their order. */
@NullMarked
package org.kentei.bulk;

import org.jspecify.annotations.NullMarked;
