package org.kentei.impact;

import java.util.Iterator;

/** Where candidates come from, one after the other, each candidate once. */
public interface CandidateSource extends Iterator<CandidateInput>, AutoCloseable {

    /** How many there are in all. */
    long total();

    @Override
    void close();
}
