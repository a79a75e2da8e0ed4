/** The claims of HR about a person. JSON is read strictly, and every fault is reported. */
@NullMarked
package org.kentei.candidate;

import org.jspecify.annotations.NullMarked;
