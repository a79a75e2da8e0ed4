/** The files that authors write: YAML with line numbers, mistakes by file and line, suggestions for misspelt names. */
@NullMarked
package org.kentei.source;

import org.jspecify.annotations.NullMarked;
