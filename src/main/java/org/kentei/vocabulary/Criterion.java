package org.kentei.vocabulary;

/** The six criteria of a KPI sheet, in the order of results. */
public enum Criterion {
    RESPONSIBILITIES,
    COMPLEXITY,
    SIZE,
    SPECIALTY,
    SUCCESSION,
    SUBORDINATES
}
