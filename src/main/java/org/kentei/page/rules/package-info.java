/** The pages of ruleset revisions and of what differs between them. */
@NullMarked
package org.kentei.page.rules;

import org.jspecify.annotations.NullMarked;
