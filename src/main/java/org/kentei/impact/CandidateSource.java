package org.kentei.impact;

import java.util.Iterator;

/** A source of candidates, each of them once. */
public interface CandidateSource extends Iterator<CandidateInput>, AutoCloseable {

    /** The number of candidates. */
    long total();

    @Override
    void close();
}
