/** What the documents of a ruleset have in common, so that each is stored as what differs. */
@NullMarked
package org.kentei.record.dictionary;

import org.jspecify.annotations.NullMarked;
