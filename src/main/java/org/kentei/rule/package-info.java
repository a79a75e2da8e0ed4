/** Rules as data: their metadata, conditions and consequences, as their authors wrote them. */
@NullMarked
package org.kentei.rule;

import org.jspecify.annotations.NullMarked;
