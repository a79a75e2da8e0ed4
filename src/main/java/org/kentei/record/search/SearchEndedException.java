package org.kentei.record.search;

/** Thrown by a search that reached its limit. */
public final class SearchEndedException extends RuntimeException {

    SearchEndedException(String message) {
        super(message);
    }
}
