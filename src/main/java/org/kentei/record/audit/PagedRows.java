package org.kentei.record.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Rows in the order of a number, read in pages of {@value #AT_ONCE}. */
final class PagedRows<T> implements Iterator<T> {

    /** How many rows one query asks for. */
    static final int AT_ONCE = 500;

    private final LongFunction<List<T>> from;
    private final ToLongFunction<T> number;
    private final Deque<T> ready = new ArrayDeque<>();
    private long next;
    private boolean atEnd;

    PagedRows(LongFunction<List<T>> from, ToLongFunction<T> number) {
        this.from = from;
        this.number = number;
        // a number that somebody changed may be negative
        this.next = Long.MIN_VALUE;
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && !atEnd) {
            List<T> some = from.apply(next);
            ready.addAll(some);
            atEnd = some.size() < AT_ONCE;
            if (!some.isEmpty()) {
                next = number.applyAsLong(some.get(some.size() - 1)) + 1;
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
