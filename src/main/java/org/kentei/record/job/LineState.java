package org.kentei.record.job;

/** What became of a line of a job. */
enum LineState {
    /** It is not decided yet; its content is the candidate. */
    WAITING,
    /** Its assessment is stored; its content is a line of the results. */
    ASSESSED,
    /** Nothing is stored; its content is a line of the errors. */
    REFUSED,
    /** Its candidate was erased; it has no content. */
    ERASED
}
