/** Candidates kept in spreadsheets: a set of CSV files becomes candidates, or a list of faults by file, line and column. */
@NullMarked
package org.kentei.spreadsheet;

import org.jspecify.annotations.NullMarked;
