package org.kentei.record.encryption;

/** Keys of candidates under a master key that no file has. All tests share it, so several instances can read one record. */
public final class TestKeys {

    public static final CandidateKeys CANDIDATES = new CandidateKeys(MasterKeys.generate());

    private TestKeys() {}
}
