/** The record as a whole, for verification, export, replay and the command line. */
@NullMarked
package org.kentei.record.audit;

import org.jspecify.annotations.NullMarked;
