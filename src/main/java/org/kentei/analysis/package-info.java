/** Warnings about rules that compile but are probably a mistake of their author. */
@NullMarked
package org.kentei.analysis;

import org.jspecify.annotations.NullMarked;
