/** Where Kentei begins. */
@NullMarked
package org.kentei;

import org.jspecify.annotations.NullMarked;
