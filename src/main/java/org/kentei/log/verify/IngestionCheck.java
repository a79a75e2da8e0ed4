package org.kentei.log.verify;

import java.util.List;
import java.util.function.BiPredicate;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Compares a file of assessments with the entry that added it. The log itself cannot decrypt its lines. */
public interface IngestionCheck {

    /**
     * Lists what is wrong with the file that an entry added.
     *
     * @param found tells whether the record finds a line by a candidate's id
     */
    List<Discrepancy> check(
            long index, IngestionEntry entry, List<StoredLine> lines, BiPredicate<StoredLine, String> found);
}
