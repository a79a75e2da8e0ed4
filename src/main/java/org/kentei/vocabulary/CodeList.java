package org.kentei.vocabulary;

/** The lists of codes that the vocabulary holds, by the name that {@code vocabulary.yaml} and the API give them. */
public enum CodeList {
    CATEGORIES("categories"),
    ROLES("roles"),
    DEPTHS("depths"),
    PHASES("phases"),
    ACCOMPLISHMENTS("accomplishments"),
    COMPLEXITY("complexity"),
    CONTRIBUTION_KINDS("contributionKinds"),
    DEVELOPMENT_METHODS("developmentMethods"),
    EXAMINATIONS("examinations"),
    /** Made of the fields' own files. */
    SPECIALTY_FIELDS("specialtyFields"),
    /** The specialty fields and the categories: what a contribution may be tagged with. */
    CONTRIBUTION_FIELDS("contributionFields"),
    SHEETS("sheets"),
    AREAS("areas");

    private final String listName;

    CodeList(String listName) {
        this.listName = listName;
    }

    public String listName() {
        return listName;
    }

    /** Whether the order of the codes has a meaning: lowest first. */
    public boolean ladder() {
        return this == ROLES || this == DEPTHS;
    }

    /** Whether the list stands in {@code vocabulary.yaml}; the others are made of the fields' files. */
    public boolean shared() {
        return compareTo(SPECIALTY_FIELDS) < 0;
    }
}
