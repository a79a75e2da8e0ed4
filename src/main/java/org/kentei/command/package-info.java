/** Kentei at the desk: what rule authors and auditors call from a terminal or a build. */
@NullMarked
package org.kentei.command;

import org.jspecify.annotations.NullMarked;
