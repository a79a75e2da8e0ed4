/** The cases of the rules: reads their files, runs them, and measures what they test. */
@NullMarked
package org.kentei.cases;

import org.jspecify.annotations.NullMarked;
