/** What authors write: YAML with the line of everything in it, mistakes by file and line, suggestions for misspelt names. */
@NullMarked
package org.kentei.source;

import org.jspecify.annotations.NullMarked;
