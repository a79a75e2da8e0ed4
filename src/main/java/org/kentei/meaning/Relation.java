package org.kentei.meaning;

/** How an edited clause compares with the clause before. */
enum Relation {
    /** The same facts meet it. */
    SAME,
    /** More facts meet it. */
    WIDER,
    /** Fewer facts meet it. */
    NARROWER,
    /** Some facts meet it that did not, and some that did no longer do; or this is unknown. */
    OTHER;

    static Relation of(boolean oldImpliesNew, boolean newImpliesOld) {
        return oldImpliesNew ? (newImpliesOld ? SAME : WIDER) : newImpliesOld ? NARROWER : OTHER;
    }

    /** The relation that both relations allow; {@link #OTHER} if they contradict each other. */
    Relation and(Relation other) {
        return this == SAME || this == other ? other : other == SAME ? this : OTHER;
    }
}
