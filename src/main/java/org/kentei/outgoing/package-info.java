/** Questions to other servers over HTTP: witnesses, and issuers of tokens. */
@NullMarked
package org.kentei.outgoing;

import org.jspecify.annotations.NullMarked;
