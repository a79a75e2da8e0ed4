package org.kentei.record.log;

/** Thrown when the log must not be signed: an entry was not appended by this service, was changed, or is missing. */
public final class ForeignEntryException extends RuntimeException {

    private final long index;

    ForeignEntryException(long index, String reason) {
        super("Entry " + index + " of the log: " + reason + ".");
        this.index = index;
    }

    /** The index of the first entry that is wrong. */
    public long index() {
        return index;
    }
}
