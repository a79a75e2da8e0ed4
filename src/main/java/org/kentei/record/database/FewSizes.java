package org.kentei.record.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of values for {@code in (...)} in a few sizes, so that there are a few statements, which the database plans once. */
public final class FewSizes {

    private FewSizes() {}

    /** The values, of which there has to be one, with the last one repeated up to the next power of two. */
    public static <T> List<T> of(Collection<T> values) {
        List<T> padded = new ArrayList<>(values);
        int size = padded.size();
        int wanted = size <= 1 ? size : Integer.highestOneBit(size - 1) << 1;
        while (padded.size() < wanted) {
            padded.add(padded.get(size - 1));
        }
        return padded;
    }
}
