/** What HR claims of a person, read strictly and refused with every fault named. */
@NullMarked
package org.kentei.candidate;

import org.jspecify.annotations.NullMarked;
