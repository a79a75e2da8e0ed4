/** The one layout of rule and YAML files: blanks, line ends and indents, and never a word. */
@NullMarked
package org.kentei.layout;

import org.jspecify.annotations.NullMarked;
