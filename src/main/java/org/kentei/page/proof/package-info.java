/** What a proof comes to, step by step, in words. */
@NullMarked
package org.kentei.page.proof;

import org.jspecify.annotations.NullMarked;
