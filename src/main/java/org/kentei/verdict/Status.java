package org.kentei.verdict;

/** How a criterion of a sheet stands. */
public enum Status {
    MET,
    NOT_MET,
    /** The sheet does not ask the criterion. */
    NOT_APPLICABLE
}
