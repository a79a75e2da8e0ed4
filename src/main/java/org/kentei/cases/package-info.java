/** The cases beside the rules: their files, whether the rules decide them as expected, and what they try. */
@NullMarked
package org.kentei.cases;

import org.jspecify.annotations.NullMarked;
