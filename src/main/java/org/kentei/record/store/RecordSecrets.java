package org.kentei.record.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.kentei.record.encryption.CandidateKeys;
import org.kentei.record.log.RecordLog;

/** Secrets that all instances on one record share, each for one purpose. With a master key they depend on it. */
@ApplicationScoped
public class RecordSecrets {

    private final RecordLog log;
    private final CandidateKeys keys;

    public RecordSecrets(RecordLog log, CandidateKeys keys) {
        this.log = log;
        this.keys = keys;
    }

    /** The secret for a purpose, 32 bytes. */
    public byte[] of(String purpose) {
        return keys.secret(log.lookupKey(), purpose);
    }
}
