package org.kentei.record.overview;

import java.util.Locale;
import org.kentei.log.LogEntry;

/** The types of entries of the log that are not assessments. */
public enum EventKind {
    ACTIVATION,
    ERASURE,
    INGESTION,
    KEY,
    OTHER;

    static EventKind of(LogEntry entry) {
        if (entry instanceof LogEntry.ActivationEntry) {
            return ACTIVATION;
        }
        if (entry instanceof LogEntry.ErasureEntry) {
            return ERASURE;
        }
        if (entry instanceof LogEntry.IngestionEntry) {
            return INGESTION;
        }
        return entry instanceof LogEntry.KeyEntry || entry instanceof LogEntry.ApiKeyEntry ? KEY : OTHER;
    }

    /** Its name in addresses and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
