/** The rule base: reads, checks, compiles and runs the DRL files. The only package that knows Drools. */
@NullMarked
package org.kentei.ruleset;

import org.jspecify.annotations.NullMarked;
