package org.kentei.meaning;

/** What an edited clause takes, compared with what it took before. */
enum Relation {
    /** Whatever met it meets it, and nothing else does. */
    SAME,
    /** Whatever met it meets it, and more does. */
    WIDER,
    /** Nothing meets it that did not, and less does. */
    NARROWER,
    /** It takes some that it did not and refuses some that it took, or this cannot be told. */
    OTHER;

    static Relation of(boolean oldImpliesNew, boolean newImpliesOld) {
        return oldImpliesNew ? (newImpliesOld ? SAME : WIDER) : newImpliesOld ? NARROWER : OTHER;
    }

    /** The relation that holds under both of two views; {@link #OTHER} where they contradict each other. */
    Relation and(Relation other) {
        return this == SAME || this == other ? other : other == SAME ? this : OTHER;
    }
}
