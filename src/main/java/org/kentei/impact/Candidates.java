package org.kentei.impact;

import java.util.Iterator;

/** Where candidates come from, one after the other, each candidate once. */
public interface Candidates extends Iterator<Submitted>, AutoCloseable {

    /** How many there are in all. */
    long total();

    @Override
    void close();
}
