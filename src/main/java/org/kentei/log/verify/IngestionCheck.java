package org.kentei.log.verify;

import java.util.List;
import org.kentei.log.LogEntry.IngestionEntry;
import org.kentei.log.verify.RecordSnapshot.StoredLine;

/** Holds a file of assessments against the entry that took it up. The log itself does not know how to open its lines. */
public interface IngestionCheck {

    /** Says what is wrong with the file that an entry took up. */
    List<Discrepancy> check(long index, IngestionEntry entry, List<StoredLine> lines);
}
