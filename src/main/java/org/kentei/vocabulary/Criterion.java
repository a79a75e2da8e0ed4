package org.kentei.vocabulary;

/** The six criteria a KPI sheet is divided into, in the order in which results list them. */
public enum Criterion {
    RESPONSIBILITIES,
    COMPLEXITY,
    SIZE,
    SPECIALTY,
    SUCCESSION,
    SUBORDINATES
}
