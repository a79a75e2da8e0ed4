/** What an edit of the rules means: the clauses it changes, and candidates whose level differs by it. */
@NullMarked
package org.kentei.meaning;

import org.jspecify.annotations.NullMarked;
