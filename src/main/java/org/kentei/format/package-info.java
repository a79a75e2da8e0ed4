/** The layout of rule and YAML files: blanks, line ends and indents, never a word. */
@NullMarked
package org.kentei.format;

import org.jspecify.annotations.NullMarked;
