package org.kentei.log;

import java.util.List;
import org.kentei.log.Evidence.KeptLine;
import org.kentei.log.LogEntry.Ingested;

/** Holds a file of assessments against the entry that took it up. The log itself does not know how to open its lines. */
public interface IngestionCheck {

    /** Says what is wrong with the file that an entry took up. */
    List<Finding> check(long index, Ingested entry, List<KeptLine> lines);
}
