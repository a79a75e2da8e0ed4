/** Formats rule and YAML files: only spaces, line ends and indents. */
@NullMarked
package org.kentei.format;

import org.jspecify.annotations.NullMarked;
