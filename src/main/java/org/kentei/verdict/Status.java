package org.kentei.verdict;

/** The status of a criterion of a sheet. */
public enum Status {
    MET,
    NOT_MET,
    /** The sheet does not require the criterion, or is not in force on the as-of date. */
    NOT_APPLICABLE
}
