package org.kentei.assessment;

/**
 * The result of assessing a stored candidate again.
 *
 * @param what what differs, or who wrote the documents; empty if they come out byte for byte
 */
public record Replayed(Outcome outcome, String what) {

    /** How the new documents compare with the stored ones. */
    public enum Outcome {
        /** Byte for byte the same. */
        SAME,
        /** Another version of the service wrote the documents, and the same was decided. */
        SAME_VERDICT,
        DIFFERENT
    }

    static final Replayed SAME = new Replayed(Outcome.SAME, "");

    static Replayed sameVerdict(String version) {
        return new Replayed(Outcome.SAME_VERDICT, "same verdict, written by " + version);
    }

    static Replayed different(String what) {
        return new Replayed(Outcome.DIFFERENT, what);
    }
}
