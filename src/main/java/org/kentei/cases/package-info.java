/** The cases that stand beside the rules: candidates with the verdicts that their authors expect. */
@NullMarked
package org.kentei.cases;

import org.jspecify.annotations.NullMarked;
