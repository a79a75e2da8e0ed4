/** Rulesets: reads, checks, compiles and runs the DRL files. The only package that depends on Drools. */
@NullMarked
package org.kentei.ruleset;

import org.jspecify.annotations.NullMarked;
