/** The words of the standard: fields, sheets, ladders and lists of codes, read from the files beside the rules. */
@NullMarked
package org.kentei.vocabulary;

import org.jspecify.annotations.NullMarked;
