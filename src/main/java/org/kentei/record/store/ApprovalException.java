package org.kentei.record.store;

/** A revision cannot be proposed, confirmed or rejected in this way. The message says why; nothing was stored. */
public final class ApprovalException extends RuntimeException {

    /** Why not. */
    public enum Reason {
        /** The revision does not wait. */
        NOT_WAITING,
        /** The diff and the impact are not known yet. */
        NOT_REVIEWED,
        /** Not this person, or not now. */
        REFUSED
    }

    private final Reason reason;

    public ApprovalException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
