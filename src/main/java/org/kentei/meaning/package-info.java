/** The effects of an edit of the rules: the changed clauses, and candidates whose level differs. */
@NullMarked
package org.kentei.meaning;

import org.jspecify.annotations.NullMarked;
