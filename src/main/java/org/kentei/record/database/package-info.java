/** The database: connections, transactions, errors, and group commit. */
@NullMarked
package org.kentei.record.database;

import org.jspecify.annotations.NullMarked;
