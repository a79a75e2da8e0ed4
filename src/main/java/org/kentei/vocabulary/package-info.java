/** The codes of the standard: fields, sheets, ordinal scales and lists, read from the YAML files of the ruleset. */
@NullMarked
package org.kentei.vocabulary;

import org.jspecify.annotations.NullMarked;
